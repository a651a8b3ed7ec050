using System.Text.Json.Serialization;

namespace Tracker.Demo;

/// <summary>One step of the made-up town's story; days count from the day of loading.</summary>
public sealed record StoryStep(int Day, string By, string Do)
{
    public string? Item { get; init; }
    public string? File { get; init; }
    public string? Lead { get; init; }
    public IReadOnlyList<string>? With { get; init; }
    public string? Person { get; init; }
    public string? Leader { get; init; }
    public int? DueDay { get; init; }
    public int? ToDay { get; init; }
    public int? SpeaksForDay { get; init; }
    public string? Standard { get; init; }
    public string? Kind { get; init; }
    public string? Text { get; init; }
    public int? Percent { get; init; }
    public string? Reason { get; init; }
    public string? Statement { get; init; }
    public string? Missing { get; init; }
    public string? Outcome { get; init; }
    public string? Note { get; init; }
}

public sealed record StoryUnit(string Id, string Name, string ShortName, string? Parent);

public sealed record StoryPerson(string Id, string Name, string Unit, string? Post, IReadOnlyList<string> Roles, string? Phone);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<StoryStep>))]
[JsonSerializable(typeof(List<StoryUnit>))]
[JsonSerializable(typeof(List<StoryPerson>))]
sealed partial class StoryJson : JsonSerializerContext;

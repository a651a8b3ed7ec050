using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Webhooks;

/// <summary>One message to one receiver: what happened to which commitment, by its title and link. Whoever may read more follows the link.</summary>
/// <param name="Sequence">Of the event; null for a test.</param>
public sealed record WebhookMessage(Guid Id, long? Sequence, string Type, Guid? CommitmentId, string Body)
{
    public const string Test = "webhook_test";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What can be asked for: what people do to commitments, as 最近动态 has it.</summary>
    public static IReadOnlyList<string> Types { get; } = StoredNames();

    /// <param name="site">The address under which people open the pages; null where none is set, then links are paths.</param>
    public static WebhookMessage Of(Guid id, StoredEvent e, string title, string? site) => new(id, e.Sequence, e.TypeName, e.StreamId,
        Write(new(e.TypeName, e.Timestamp.ToUniversalTime(), new(e.StreamId, title, Link(site, $"/commitments/{e.StreamId}"), ((CommitmentEvent)e.Data).By.UnitName, e.Version))));

    public static WebhookMessage OfTest(Guid id, DateTimeOffset now, string? site) =>
        new(id, null, Test, null, Write(new(Test, now, new(null, "测试消息", Link(site, "/"), null, null))));

    /// <exception cref="RefusalException">One of them is none.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string>? types)
    {
        if (types?.FirstOrDefault(type => !Types.Contains(type)) is { } unknown)
            throw new RefusalException("webhook-type-unknown", $"没有名为“{unknown}”的动态类型。请从列表中选择；不选表示全部。");
        return [.. (types ?? []).Distinct().Order(StringComparer.Ordinal)];
    }

    static string Link(string? site, string path) => (site ?? "").TrimEnd('/') + path;

    static string Write(Payload payload) => JsonSerializer.Serialize(payload, Json);

    static IReadOnlyList<string> StoredNames()
    {
        var events = new EventTypes();
        TrackerStore.MapEvents(events);
        // Suggestions come by the dozen with each report that is read, and the other end of 结转 is told by 结转.
        Type[] silent = [typeof(YearMatchSuggested), typeof(ProblemNamedAgain), typeof(CommitmentTakenOver)];
        return [.. events.Names.Where(name => name.Value.IsAssignableTo(typeof(CommitmentEvent)) && !silent.Contains(name.Value)).Select(name => name.Key)];
    }

    sealed record Payload(string Type, DateTimeOffset Timestamp, PayloadData Data);

    sealed record PayloadData(Guid? CommitmentId, string Title, string Link, string? By, long? Version);
}

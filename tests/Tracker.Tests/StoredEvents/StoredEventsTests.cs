using System.Text.Json;
using System.Text.Json.Nodes;
using Tracker.EventStore;

namespace Tracker.Tests.StoredEvents;

/// <summary>samples.json holds each event as it was first released; it is added to, never edited.</summary>
public class StoredEventsTests
{
    static readonly JsonObject Samples = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "StoredEvents", "samples.json")))!.AsObject();

    static IReadOnlyDictionary<string, Type> Names
    {
        get
        {
            var types = new EventTypes();
            TrackerStore.MapEvents(types);
            return types.Names;
        }
    }

    public static TheoryData<string> All => [.. Names.Keys];

    [Fact]
    public void Every_event_has_a_stored_sample_and_every_sample_an_event() =>
        Samples.Select(sample => sample.Key).Order().ShouldBe(Names.Keys.Order());

    [Theory]
    [MemberData(nameof(All))]
    public void A_stored_event_is_read_whole_and_written_as_it_was(string name)
    {
        var read = Samples[name].Deserialize(Names[name], TrackerStore.Json);
        var written = JsonSerializer.SerializeToNode(read, Names[name], TrackerStore.Json);
        JsonNode.DeepEquals(written, Samples[name]).ShouldBeTrue($"{name} became {written}");
    }

    [Fact]
    public void Stored_names_are_snake_case_of_the_type() =>
        Names.ShouldAllBe(pair => pair.Key == JsonNamingPolicy.SnakeCaseLower.ConvertName(pair.Value.Name));

    [Fact]
    public void No_event_carries_a_secret() =>
        Names.Values.SelectMany(type => type.GetProperties()).Select(property => property.Name)
            .ShouldAllBe(property => !property.Contains("Password") && !property.Contains("Token") && !property.Contains("Secret"));
}

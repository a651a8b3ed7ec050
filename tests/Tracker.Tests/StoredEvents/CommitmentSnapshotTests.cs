using System.Text.Json;
using System.Text.Json.Nodes;
using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Tests.StoredEvents;

/// <summary>A long commitment is decided on from its snapshot: nothing that a decision needs may be lost in it.</summary>
public class CommitmentSnapshotTests
{
    [Fact]
    public void A_commitment_of_every_event_there_is_survives_its_snapshot()
    {
        var samples = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "StoredEvents", "samples.json")))!.AsObject();
        var types = new EventTypes();
        TrackerStore.MapEvents(types);
        var events = samples.Where(sample => types.Names[sample.Key].IsAssignableTo(typeof(CommitmentEvent)))
            .Select(sample => (CommitmentEvent)sample.Value.Deserialize(types.Names[sample.Key], TrackerStore.Json)!)
            .OrderByDescending(e => e is CommitmentRegistered).ToList();
        var state = Commitment.Create(Guid.CreateVersion7(), events[0]);
        foreach (var e in events.Skip(1))
        {
            state = state.Apply(e);
            var json = JsonSerializer.Serialize(state, TrackerStore.Json);
            var read = JsonSerializer.Deserialize<Commitment>(json, TrackerStore.Json)!;
            JsonSerializer.Serialize(read, TrackerStore.Json).ShouldBe(json);
        }
        var written = JsonSerializer.SerializeToNode(state, TrackerStore.Json)!.AsObject().Select(property => property.Key);
        typeof(Commitment).GetProperties().Where(property => property.CanWrite && property.GetValue(state) is not null)
            .Select(property => property.Name).ShouldBeSubsetOf(written);
        state.YearMatches.ShouldNotBeEmpty();
        state.Evidence.ShouldNotBeEmpty();
        state.WorkingUnits.ShouldNotBeEmpty();
    }
}

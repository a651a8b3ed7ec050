using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Timeline;

namespace Tracker.Web.Commitments;

/// <summary>A commitment of an earlier year that goes on in another, with its whole history.</summary>
public sealed record EarlierCommitment(Commitment Commitment, IReadOnlyList<Timeline.TimelineEntry> History)
{
    const int Most = 20;

    public IReadOnlyList<Shell.TimelineEntry> Timeline => [.. History.Select(CommitmentView.Line)];

    /// <summary>Year after year backwards, as far as the person may see them.</summary>
    public static async Task<IReadOnlyList<EarlierCommitment>> Of(DocumentSession session, Commitment commitment, Actor actor, CancellationToken ct)
    {
        var found = new List<EarlierCommitment>();
        var open = new Queue<Guid>(commitment.TakenOver.Select(taken => taken.From));
        while (found.Count < Most && open.TryDequeue(out var id))
        {
            var history = await TimelineQuery.Of(session, id, ct);
            if (history.Count == 0 || found.Any(before => before.Commitment.Id == id)) continue;
            var earlier = Aggregate.Fold<Commitment, CommitmentEvent>(id, [.. history.Reverse().Select(entry => entry.Fact)]);
            if (earlier is null || !actor.MaySee(earlier)) continue;
            found.Add(new(earlier, history));
            foreach (var taken in earlier.TakenOver) open.Enqueue(taken.From);
        }
        return found;
    }
}

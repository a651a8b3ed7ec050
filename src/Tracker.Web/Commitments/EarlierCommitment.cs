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

    /// <summary>Year after year backwards, a statement a year, as far as the person may see them.</summary>
    public static async Task<IReadOnlyList<EarlierCommitment>> Of(DocumentSession session, Commitment commitment, Actor actor, CancellationToken ct)
    {
        var found = new List<EarlierCommitment>();
        IReadOnlyList<Guid> open = [.. commitment.TakenOver.Select(taken => taken.From)];
        while (open.Count > 0 && found.Count < Most)
        {
            var year = (await TimelineQuery.Of(session, open, ct)).Where(one => found.All(before => before.Commitment.Id != one.Id))
                .Select(one => new EarlierCommitment(Aggregate.Fold<Commitment, CommitmentEvent>(one.Id, one.History.Select(entry => entry.Fact)), [.. one.History.Reverse()]))
                .Where(one => actor.MaySee(one.Commitment)).ToList();
            found.AddRange(year);
            open = [.. year.SelectMany(one => one.Commitment.TakenOver.Select(taken => taken.From)).Distinct()];
        }
        return found;
    }
}

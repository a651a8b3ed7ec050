using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Timeline;

/// <summary>最近动态 across all commitments; asynchronous, since nobody looks here for his own write.</summary>
public sealed class ActivityProjection : IProjection
{
    public string Name => "Activity";
    public IReadOnlyList<string> Tables => ["activity"];

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        if (e.Data is CommitmentEvent fact and not (YearMatchSuggested or ProblemNamedAgain or CommitmentTakenOver))
            batch.Execute("insert into activity (sequence, commitment_id, type, at, by_name, by_unit) values ($1, $2, $3, $4, $5, $6)",
                e.Sequence, e.StreamId, e.TypeName, e.Timestamp, fact.By.Names(), fact.By.UnitName);
    }
}

using Tracker.Commitments;
using Tracker.People;

namespace Tracker.YearLinks;

/// <summary>结转 to a later report's year. Pure: what follows for this commitment; the other end is <see cref="CarryOver"/>'s.</summary>
/// <param name="To">The commitment in which it goes on.</param>
public sealed record CarryOverCommitment(Guid To, Guid ReportId, int Year, string? Note) : CommitmentCommand(Right.CarryOver)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (commitment.Status is CommitmentStatus.CarriedOver && commitment.CarriedOver?.To == To) return [];
        // What was ended without being done may go on; what was done, even in part, is closed.
        if (commitment is not { Status: CommitmentStatus.Closed, Outcome: Outcome.NotDone }) NeedNotClosed(commitment);
        if (commitment.Registered.Year >= Year)
            throw new RefusalException("carry-over-not-later", $"该事项来自 {commitment.Registered.Year} 年度报告，只能结转到以后的年度。");
        if (commitment.Id == To)
            throw new RefusalException("carry-over-to-itself", "不能结转到事项自身。");

        return [new CommitmentCarriedOver(To, ReportId, Year, Note, actor.By)];
    }
}

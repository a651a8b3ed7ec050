using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>重新挂号: a closing that did not hold, or a carry-over made by mistake.</summary>
public sealed record ReopenCommitment(string Reason) : CommitmentCommand(Right.Reopen)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedText(Reason, "reason-missing", "请写明重新挂号的理由。");
        return commitment.Status is Closed or CommitmentStatus.CarriedOver ? [new CommitmentReopened(Reason, actor.By)] : [];
    }
}

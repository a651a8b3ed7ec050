using Tracker.People;

namespace Tracker.Commitments;

/// <summary>调整时限, by the supervisor's own decision; the original limit stays on its own clock.</summary>
public sealed record ChangeLimit(DateOnly To, string Reason) : CommitmentCommand(Right.ChangeLimit)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Reason, "reason-missing", "请写明调整时限的理由。");
        if (commitment.DueOn is not { } from)
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");

        return from == To ? [] : [new DueDateChanged(from, To, Reason, actor.By)];
    }
}

using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>退单: the unit says that the task is not its own, before it has signed for it.</summary>
public sealed record DeclineAssignment(string Reason) : CommitmentCommand(Right.Accept)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Reason, "reason-missing", "请写明退单理由，以便督办单位重新派单。");
        if (commitment.Status is Registered) return [];
        NeedLeadUnit(commitment, actor);
        if (commitment.Status is not Assigned)
            throw new RefusalException("already-accepted", "已签收的事项不能退单，请联系督办单位转办。");

        return [new AssignmentDeclined(Reason, actor.By)];
    }
}

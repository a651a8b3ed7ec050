using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>签收.</summary>
public sealed record AcceptAssignment() : CommitmentCommand(Right.Accept)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        if (commitment.Status is Registered)
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");
        NeedLeadUnit(commitment, actor);
        return commitment.Status is Assigned ? [new AssignmentAccepted(actor.By)] : [];
    }
}

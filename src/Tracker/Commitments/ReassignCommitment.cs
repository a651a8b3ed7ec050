using Tracker.People;

namespace Tracker.Commitments;

/// <summary>转办: another unit takes over; limit and standard stay.</summary>
public sealed record ReassignCommitment(UnitRef Lead, IReadOnlyList<UnitRef> With, PersonRef? Person, string Reason) : CommitmentCommand(Right.Assign)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Reason, "reason-missing", "请写明转办理由。");
        if (commitment.Status is CommitmentStatus.Registered)
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");
        if (With.Any(unit => unit.Id == Lead.Id))
            throw new RefusalException("lead-is-co-unit", "牵头单位不能同时是配合单位，请从配合单位中去掉它。");
        if (commitment.Lead?.Id == Lead.Id && commitment.Person?.Id == Person?.Id
            && commitment.With.Select(u => u.Id).ToHashSet().SetEquals(With.Select(u => u.Id))) return [];
        NeedInScope(Lead, actor);

        return [new CommitmentReassigned(Lead, With, Person, Reason, actor.By)];
    }
}

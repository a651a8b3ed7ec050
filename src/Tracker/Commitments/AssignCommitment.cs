using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>派单: who leads, who helps, by when, and what counts as done.</summary>
public sealed record AssignCommitment(
    UnitRef Lead, IReadOnlyList<UnitRef> With, PersonRef? Person, string? Leader, DateOnly DueOn, string Standard,
    RectificationKind Kind) : CommitmentCommand(Right.Assign)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Standard, "standard-missing", "请填写完成标准：做到什么程度才算完成。");
        if (With.Any(unit => unit.Id == Lead.Id))
            throw new RefusalException("lead-is-co-unit", "牵头单位不能同时是配合单位，请从配合单位中去掉它。");
        if (Holds(commitment)) return [];
        NeedInScope(Lead, actor);
        if (commitment.Status is not (Registered or Assigned))
            throw new RefusalException("already-accepted", "责任单位已签收。如需更换责任单位请用“转办”，如需调整时限请用“调整时限”。");

        return [new CommitmentAssigned(Lead, With, Person, Leader, DueOn, Standard, Kind, actor.By)];
    }

    bool Holds(Commitment c) =>
        c.Status is not Registered && c.Lead?.Id == Lead.Id && c.With.Select(u => u.Id).ToHashSet().SetEquals(With.Select(u => u.Id))
        && c.Person?.Id == Person?.Id && c.Leader == Leader && c.DueOn == DueOn && c.Standard == Standard && c.Kind == Kind;
}

using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>派单: who leads, who helps, by when, and what counts as done.</summary>
/// <param name="Measures">整改措施 with a unit, a person and a limit each; a unit that neither leads nor helps helps from now on.</param>
public sealed record AssignCommitment(
    UnitRef Lead, IReadOnlyList<UnitRef> With, PersonRef? Person, string? Leader, DateOnly DueOn, string Standard,
    RectificationKind Kind, IReadOnlyList<AssignedMeasure>? Measures = null) : CommitmentCommand(Right.Assign)
{
    public const int MostMeasures = 50;

    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Standard, "standard-missing", "请填写完成标准：做到什么程度才算完成。");
        if (With.Any(unit => unit.Id == Lead.Id))
            throw new RefusalException("lead-is-co-unit", "牵头单位不能同时是配合单位，请从配合单位中去掉它。");
        foreach (var measure in Asked) AddMeasure.NeedBefore(DueOn, measure);
        if (Asked.Count > MostMeasures) throw new RefusalException("too-many-measures", TooMany);
        if (Asked.DistinctBy(measure => measure.Id).Count() < Asked.Count)
            throw new RefusalException("measure-twice", "同一项措施列了两次，请去掉一项。");
        var with = Helping();
        if (Holds(commitment, with)) return [];
        NeedInScope(Lead, actor);
        if (commitment.Status is not (Registered or Assigned))
            throw new RefusalException("already-accepted", "责任单位已签收。如需更换责任单位请用“转办”，如需调整时限请用“调整时限”。");

        return [new CommitmentAssigned(Lead, with, Person, Leader, DueOn, Standard, Kind, actor.By, Asked.Count == 0 ? null : Asked)];
    }

    public override void Need(Circumstances now)
    {
        now.NeedLimit(DueOn);
        foreach (var measure in Asked) now.NeedLimit(measure.DueOn);
    }

    internal static readonly string TooMany = $"一个事项最多 {MostMeasures} 项措施，请合并或拆分事项。";

    IReadOnlyList<AssignedMeasure> Asked => Measures ?? [];

    IReadOnlyList<UnitRef> Helping() =>
        [.. With, .. Asked.Select(measure => measure.Unit).Where(unit => unit.Id != Lead.Id && With.All(with => with.Id != unit.Id)).DistinctBy(unit => unit.Id)];

    bool Holds(Commitment c, IReadOnlyList<UnitRef> with) =>
        c.Status is not Registered && c.Lead?.Id == Lead.Id && c.With.Select(u => u.Id).ToHashSet().SetEquals(with.Select(u => u.Id))
        && c.Person?.Id == Person?.Id && c.Leader == Leader && c.DueOn == DueOn && c.Standard == Standard && c.Kind == Kind
        && c.Measures.Select(measure => (measure.Id, measure.Text, measure.Unit.Id, measure.Person?.Id, measure.DueOn))
            .SequenceEqual(Asked.Select(measure => (measure.Id, measure.Text, measure.Unit.Id, measure.Person?.Id, measure.DueOn)));
}

using Tracker.People;

namespace Tracker.Commitments;

/// <summary>增加措施 to what was dispatched already.</summary>
public sealed record AddMeasure(AssignedMeasure Measure) : CommitmentCommand(Right.Assign)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        if (commitment is not { Lead: not null, DueOn: { } due })
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");
        if (commitment.Measure(Measure.Id) is not null) return [];
        NeedBefore(due, Measure);
        if (commitment.Measures.Count >= AssignCommitment.MostMeasures) throw new RefusalException("too-many-measures", AssignCommitment.TooMany);
        NeedNotOnNotice(commitment);

        var works = commitment.Lead.Id == Measure.Unit.Id || commitment.With.Any(unit => unit.Id == Measure.Unit.Id);
        var added = new MeasureAdded(Measure, actor.By, With: works ? null : [.. commitment.With, Measure.Unit]);
        return [added with { NextDueOn = commitment.Apply(added).NextDueOn }];
    }

    public override void Need(Circumstances now) => now.NeedLimit(Measure.DueOn);

    internal static void NeedBefore(DateOnly due, AssignedMeasure measure)
    {
        if (string.IsNullOrWhiteSpace(measure.Text)) throw new RefusalException("measure-missing", "请填写措施内容。");
        if (measure.DueOn > due)
            throw new RefusalException("measure-after-limit", $"措施“{measure.Text}”的时限 {measure.DueOn:yyyy-MM-dd} 晚于整改时限 {due:yyyy-MM-dd}，请改早，或先调整整改时限。");
    }
}

/// <summary>取消措施: it was wrong or is no longer needed; what was done for it stays in the history.</summary>
public sealed record DropMeasure(Guid Measure, string Reason) : CommitmentCommand(Right.Assign)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Reason, "reason-missing", "请写明取消该措施的理由。");
        if (commitment.Measure(Measure) is not { } dropped) return [];
        if (commitment.ExtensionMeasure == Measure)
            throw new RefusalException("extension-waiting", "该措施有待批的延期申请，请先准予或不予延期。");

        var e = new MeasureDropped(Measure, dropped.Text, Reason, actor.By);
        return [e with { NextDueOn = commitment.Apply(e).NextDueOn }];
    }
}

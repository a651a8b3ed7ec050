using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>进展填报, by the lead unit or a co-unit.</summary>
/// <param name="Percent">0 to 100, or null where the unit gives none.</param>
/// <param name="Measure">The measure it tells of; null for the whole.</param>
/// <param name="Figures">Where targets stand; null where none is told.</param>
public sealed record ReportProgress(string Text, int? Percent, Guid? Measure = null, IReadOnlyList<ReportedFigure>? Figures = null) : CommitmentCommand(Right.Progress)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedWorkingUnit(commitment, actor);
        NeedText(Text, "progress-missing", "请填写进展情况：做了什么、结果如何。");
        if (Percent is < 0 or > 100)
            throw new RefusalException("percent-out-of-range", "完成进度请填 0 到 100 之间的整数（单位:%）。");
        NeedNotUnderReview(commitment);
        NeedMeasure(commitment, actor);
        NeedTargets(commitment);
        if (commitment.LastProgress is { } last && last.Text == Text && last.Percent == Percent && last.By.Id == actor.Id
            && last.Measure == Measure && (last.Figures ?? []).SequenceEqual(Figures ?? [])) return [];

        var told = new CommitmentProgressed(Text, Percent, actor.By, Measure, Figures: Figures is { Count: > 0 } ? Figures : null);
        if (commitment.Measures.IsEmpty) return [told];
        var after = commitment.Apply(told);
        return [told with { Overall = after.Overall, NextDueOn = after.NextDueOn }];
    }

    internal static void NeedNotUnderReview(Commitment commitment)
    {
        if (commitment.Status is Submitted or AwaitingCountersign)
            throw new RefusalException("under-review", "已申请销号，正在复核。如需补充，请等待退回或留言说明。");
        NeedNotOnNotice(commitment);
    }

    void NeedMeasure(Commitment commitment, Actor actor)
    {
        if (Measure is not { } id)
        {
            if (Percent is not null && !commitment.Measures.IsEmpty)
                throw new RefusalException("percent-by-measure", $"本事项分 {commitment.Measures.Count} 项措施，完成进度请按措施填报。");
            return;
        }
        var measure = NeedMeasure(commitment, id);
        if (!commitment.IsLedBy(actor) && measure.Unit.Id != actor.UnitId)
            throw new RefusalException("not-your-measure", $"该措施由{measure.Unit.Name}负责，请由该单位或牵头单位填报。");
    }

    void NeedTargets(Commitment commitment)
    {
        foreach (var figure in Figures ?? [])
            if (!commitment.Registered.Targets.Contains(figure.Target))
                throw new RefusalException("no-such-target", $"本事项没有“{figure.Target}”这项目标，请刷新页面后重新填写。");
    }
}

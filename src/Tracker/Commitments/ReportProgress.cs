using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>进展填报, by the lead unit or a co-unit.</summary>
/// <param name="Percent">0 to 100, or null where the unit gives none.</param>
public sealed record ReportProgress(string Text, int? Percent) : CommitmentCommand(Right.Progress)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedWorkingUnit(commitment, actor);
        NeedText(Text, "progress-missing", "请填写进展情况：做了什么、结果如何。");
        if (Percent is < 0 or > 100)
            throw new RefusalException("percent-out-of-range", "完成进度请填 0 到 100 之间的整数（单位:%）。");
        if (commitment.Status is Submitted)
            throw new RefusalException("under-review", "已申请销号，正在复核。如需补充，请等待退回或留言说明。");
        if (commitment.LastProgress is { } last && last.Text == Text && last.Percent == Percent && last.By.Id == actor.Id) return [];

        return [new CommitmentProgressed(Text, Percent, actor.By)];
    }
}

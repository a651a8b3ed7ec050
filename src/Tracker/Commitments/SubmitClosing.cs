using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>申请销号: closing needs evidence.</summary>
public sealed record SubmitClosing(string Statement) : CommitmentCommand(Right.Submit)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedLeadUnit(commitment, actor);
        NeedText(Statement, "statement-missing", "请填写销号说明：对照完成标准说明完成情况。");
        if (commitment.Status is Submitted) return [];
        if (commitment.Evidence.IsEmpty)
            throw new RefusalException("evidence-missing", "申请销号须有佐证材料，请先上传。");

        return [new ClosingSubmitted(Statement, actor.By)];
    }
}

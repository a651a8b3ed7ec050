using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>登记公示异议.</summary>
/// <param name="Objector">Who objects, as they gave their name; null for somebody unnamed.</param>
public sealed record ObjectToClosing(string Text, string? Objector) : CommitmentCommand(Right.HandleObjection)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Text, "objection-missing", "请填写异议内容。");
        NeedOnNotice(commitment);
        if (commitment.Objection is { } same && same.Text == Text && same.Objector == Objector) return [];
        if (commitment.Objection is not null)
            throw new RefusalException("objection-waiting", "上一件异议还没有核实，请先写明核实结果，再登记新的异议。");

        return [new ClosingObjected(Text, Objector, actor.By)];
    }

    internal static void NeedOnNotice(Commitment commitment)
    {
        if (commitment.Status is not OnNotice)
            throw new RefusalException("not-on-notice", "该事项不在公示期。已销号的事项，请用“回头看”或“重新挂号”。");
    }
}

/// <summary>异议核实: where it is well founded, the work goes on; else the notice does.</summary>
public sealed record AnswerObjection(bool Upheld, string Finding) : CommitmentCommand(Right.HandleObjection)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Finding, "finding-missing", "请写明核实结果。");
        ObjectToClosing.NeedOnNotice(commitment);
        CloseCommitment.NeedOutsider(commitment, actor);
        if (commitment.Objection is null)
            throw new RefusalException("no-objection", "没有待核实的异议。");

        return [new ObjectionAnswered(Upheld, Finding, actor.By)];
    }
}

/// <summary>公示期满: the closing that a reviewer decided takes effect. By the clock.</summary>
public sealed record EndNotice(DateOnly Today) : CommitmentCommand(Right.Review)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor) =>
        commitment is { Status: OnNotice, Objection: null, Notice: { } notice } && notice.Until < Today
            ? [new CommitmentClosed(notice.Outcome, notice.Note, notice.By, notice.Checked, notice.Until)]
            : [];
}

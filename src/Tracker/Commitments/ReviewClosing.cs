using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>退回: what is missing is told.</summary>
public sealed record ReturnClosing(string Missing) : CommitmentCommand(Right.Review)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Missing, "missing-missing", "请写明还缺什么，以便责任单位补正。");
        if (commitment.Status is Returned && commitment.Missing == Missing) return [];
        CloseCommitment.NeedSubmitted(commitment);
        CloseCommitment.NeedOutsider(commitment, actor);

        return [new ClosingReturned(Missing, actor.By)];
    }
}

/// <summary>销号, by a reviewer whose unit did none of the work.</summary>
/// <param name="Checked">复核清单 as gone through; null where none was.</param>
public sealed record CloseCommitment(Outcome Outcome, string? Note, IReadOnlyList<CheckedPoint>? Checked = null) : CommitmentCommand(Right.Review)
{
    /// <summary>The points that the rules ask for.</summary>
    public IReadOnlyList<string> Checklist { get; init; } = [];

    /// <summary>The last day of the public notice; null where the rules ask for none.</summary>
    public DateOnly? NoticeUntil { get; init; }

    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (commitment.Status is Closed && commitment.Outcome == Outcome) return [];
        NeedNotClosed(commitment);
        NeedOutsider(commitment, actor);
        if (Outcome is not Outcome.Done)
            NeedText(Note, "reason-missing", "未全部完成而销号的，请写明理由。");
        // Ending what was not done, or what another commitment replaced, needs no application by the unit.
        if (Outcome is Outcome.NotDone or Outcome.Superseded) return [new CommitmentClosed(Outcome, Note, actor.By)];

        if (commitment.Notice?.Outcome == Outcome) return [];
        NeedNotOnNotice(commitment);
        NeedSubmitted(commitment);
        NeedMeasuresDone(commitment);
        NeedChecked();
        return NoticeUntil is { } until
            ? [new ClosingPublished(Outcome, Note, until, actor.By, Checked)]
            : [new CommitmentClosed(Outcome, Note, actor.By, Checked)];
    }

    public override bool AsksRules => true;

    public override CommitmentCommand Under(Circumstances now) =>
        this with { Checklist = now.Rules.Checklist, NoticeUntil = now.Rules.NoticeDays > 0 ? now.Today.AddDays(now.Rules.NoticeDays) : null };

    void NeedMeasuresDone(Commitment commitment)
    {
        if (Outcome is Outcome.Done && commitment.Measures.FindAll(measure => !measure.IsDone) is { Count: > 0 } open)
            throw new RefusalException("measures-open", $"还有 {open.Count} 项措施未完成（{open[0].Text}…），请退回，或按“部分完成”销号。");
    }

    void NeedChecked()
    {
        foreach (var point in Checklist)
        {
            var answer = Checked?.FirstOrDefault(each => each.Text == point)
                ?? throw new RefusalException("checklist-missing", $"请逐项核对复核清单：“{point}”还没有核对。");
            if (Outcome is Outcome.Done && !answer.Held)
                throw new RefusalException("checklist-not-held", $"复核清单中“{point}”未通过，请退回，或按“部分完成”销号。");
        }
    }

    internal static void NeedSubmitted(Commitment commitment)
    {
        if (commitment.Status is AwaitingCountersign)
            throw new RefusalException("not-countersigned", "销号申请还在等责任单位负责人签批，签批后才能复核。");
        if (commitment.Status is not Submitted)
            throw new RefusalException("not-submitted", "责任单位尚未申请销号，不能复核。");
    }

    internal static void NeedOutsider(Commitment commitment, Actor actor)
    {
        if (actor.TiedTo.Any(commitment.WorkingUnits.Contains))
            throw new RefusalException("closer-did-the-work", "复核人不能来自该事项的牵头单位或配合单位，请由其他单位的复核员办理。");
    }
}

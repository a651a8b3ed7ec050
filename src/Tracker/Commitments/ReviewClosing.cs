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
        if (commitment.Status is Returned && commitment.LastReturn?.Missing == Missing) return [];
        CloseCommitment.NeedSubmitted(commitment);
        CloseCommitment.NeedOutsider(commitment, actor);

        return [new ClosingReturned(Missing, actor.By)];
    }
}

/// <summary>销号, by a reviewer whose unit did none of the work.</summary>
public sealed record CloseCommitment(Outcome Outcome, string? Note) : CommitmentCommand(Right.Review)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (commitment.Status is Closed && commitment.Outcome == Outcome) return [];
        NeedNotClosed(commitment);
        NeedOutsider(commitment, actor);
        if (Outcome is not Outcome.Done)
            NeedText(Note, "reason-missing", "未全部完成而销号的，请写明理由。");
        // Ending what was not done, or what another commitment replaced, needs no application by the unit.
        if (Outcome is Outcome.Done or Outcome.Partly) NeedSubmitted(commitment);

        return [new CommitmentClosed(Outcome, Note, actor.By)];
    }

    internal static void NeedSubmitted(Commitment commitment)
    {
        if (commitment.Status is not Submitted)
            throw new RefusalException("not-submitted", "责任单位尚未申请销号，不能复核。");
    }

    internal static void NeedOutsider(Commitment commitment, Actor actor)
    {
        if (actor.TiedTo.Any(commitment.WorkingUnits.Contains))
            throw new RefusalException("closer-did-the-work", "复核人不能来自该事项的牵头单位或配合单位，请由其他单位的复核员办理。");
    }
}

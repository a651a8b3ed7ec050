using Tracker.People;

namespace Tracker.Commitments;

/// <summary>回头看 at what was closed; where it did not hold, it is taken up again in the same step.</summary>
public sealed record ReinspectCommitment(bool Held, string Finding) : CommitmentCommand(Right.Reinspect)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedText(Finding, "finding-missing", "请写明回头看的情况。");
        // The repetition of one that found it not to have held meets what is open again.
        if (commitment.LastInspection is { } last && last.Held == Held && last.Finding == Finding && last.By.Id == actor.Id) return [];
        if (commitment.Status is not CommitmentStatus.Closed || commitment.Outcome is not (Outcome.Done or Outcome.Partly))
            throw new RefusalException("not-closed", "只有已完成或部分完成并销号的事项才做回头看。");
        CloseCommitment.NeedOutsider(commitment, actor);

        var looked = new CommitmentReinspected(Held, Finding, actor.By);
        return Held ? [looked] : [looked, new CommitmentReopened(Finding, actor.By)];
    }
}

using Tracker.People;

namespace Tracker.Commitments;

/// <summary>Something a person asks of a commitment. Deciding is pure: the state in, the events out.</summary>
public abstract record CommitmentCommand(Right Needs)
{
    /// <summary>The events that follow; none where what is asked already holds.</summary>
    /// <exception cref="RefusalException">A rule of the domain forbids it.</exception>
    public abstract IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor);

    protected static void NeedText(string? text, string code, string sentence)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new RefusalException(code, sentence);
    }

    protected static void NeedNotClosed(Commitment commitment)
    {
        if (commitment.Status is CommitmentStatus.Closed)
            throw new RefusalException("commitment-closed", "该事项已销号。如需继续办理，请先重新挂号。");
        if (commitment.CarriedOver is { } carried && commitment.Status is CommitmentStatus.CarriedOver)
            throw new RefusalException("commitment-carried-over", $"该事项已结转到 {carried.Year} 年度，请在结转后的事项中办理。");
    }

    protected static void NeedUnderway(Commitment commitment)
    {
        NeedNotClosed(commitment);
        if (commitment.Status is CommitmentStatus.Registered)
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");
        if (commitment.Status is CommitmentStatus.Assigned)
            throw new RefusalException("not-accepted", "责任单位尚未签收，请先签收。");
    }

    protected static void NeedLeadUnit(Commitment commitment, Actor actor)
    {
        if (!commitment.IsLedBy(actor))
            throw new RefusalException("not-lead-unit", "只有牵头单位可以办理这一步。");
    }

    protected static void NeedWorkingUnit(Commitment commitment, Actor actor)
    {
        if (actor.Limit?.ReplyLink is { } link && !commitment.ReplyLinks.ContainsKey(link))
            throw new RefusalException("reply-link-dead", "链接已失效，请向交办人索取新的链接。");
        if (!commitment.IsWorkedOnBy(actor))
            throw new RefusalException("not-your-unit", "本单位不是该事项的牵头单位或配合单位，不能办理。");
    }
}

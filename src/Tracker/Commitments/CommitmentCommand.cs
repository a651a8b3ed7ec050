using Tracker.People;

namespace Tracker.Commitments;

/// <summary>Something a person asks of a commitment. Deciding is pure: the state in, the events out.</summary>
public abstract record CommitmentCommand(Right Needs)
{
    /// <summary>The events that follow; none where what is asked already holds.</summary>
    /// <exception cref="RefusalException">A rule of the domain forbids it.</exception>
    public abstract IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor);

    /// <summary>What holds of today's date before the events are stored.</summary>
    /// <exception cref="RefusalException">A date is out of its bounds.</exception>
    public virtual void Need(Circumstances now) { }

    /// <summary>Whether 办理规则 have a say in it.</summary>
    public virtual bool AsksRules => false;

    /// <summary>The same command with what the rules ask for today.</summary>
    public virtual CommitmentCommand Under(Circumstances now) => this;

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

    protected static void NeedNotOnNotice(Commitment commitment)
    {
        if (commitment.Notice is { } notice)
            throw new RefusalException("on-notice", $"销号正在公示（到 {notice.Until:yyyy-MM-dd}），公示期内不能办理。如有问题，请登记异议。");
    }

    protected static TrackedMeasure NeedMeasure(Commitment commitment, Guid id) =>
        commitment.Measure(id) ?? throw new RefusalException("no-such-measure", "没有找到这项措施，可能已被取消。请刷新页面后重新选择。");

    protected static void NeedUnderway(Commitment commitment)
    {
        NeedNotClosed(commitment);
        if (commitment.Status is CommitmentStatus.Registered)
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");
        if (commitment.Status is CommitmentStatus.Assigned)
            throw new RefusalException("not-accepted", "责任单位尚未签收，请先签收。");
    }

    /// <summary>Who watches over a part dispatches within it.</summary>
    protected static void NeedInScope(UnitRef lead, Actor actor)
    {
        if (!actor.Where(Right.Assign).Covers(lead.Id))
            throw new RefusalException("lead-outside-scope", "牵头单位不在您的管理范围内，请另选，或请上级督办员派单。");
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

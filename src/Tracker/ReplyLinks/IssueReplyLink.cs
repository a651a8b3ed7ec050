using Tracker.Commitments;
using Tracker.People;

namespace Tracker.ReplyLinks;

/// <summary>开通免登录回复链接, by a supervisor or by a working unit, for a contact who has no account.</summary>
/// <param name="Unit">For whom the contact answers; null for the own unit where it works on it, else for the lead unit.</param>
public sealed record IssueReplyLink(Guid LinkId, string Contact, Guid? Unit, DateTimeOffset Until, int Days) : CommitmentCommand(Right.IssueReplyLink)
{
    public const int LongestDays = 30;
    public const int UsualDays = 7;

    /// <summary>What one commitment may have at a time: a link for everybody would be no link for a contact.</summary>
    public const int Most = 20;

    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        if (!actor.WatchesOver(commitment)) NeedWorkingUnit(commitment, actor);
        NeedText(Contact, "reply-contact-missing", "请填写联系人姓名。");
        if (Contact.Trim().Length > 30) throw new RefusalException("reply-contact-long", "联系人姓名最多 30 个字，请缩短后再提交。");
        if (Days is < 1 or > LongestDays) throw new RefusalException("reply-days", $"有效期请填 1 到 {LongestDays} 天。");
        if (commitment.ReplyLinks.ContainsKey(LinkId)) return [];
        if (commitment.ReplyLinks.Count >= Most) throw new RefusalException("reply-links-many", $"一个事项最多同时有 {Most} 个链接，请先作废不用的链接。");

        return [new ReplyLinkIssued(LinkId, Contact.Trim(), ForUnit(commitment, actor), Until, actor.By)];
    }

    UnitRef ForUnit(Commitment commitment, Actor actor)
    {
        IEnumerable<UnitRef> working = [commitment.Lead!, .. commitment.With];
        return Unit is null
            ? working.FirstOrDefault(unit => unit.Id == actor.UnitId) ?? commitment.Lead!
            : working.FirstOrDefault(unit => unit.Id == Unit) ?? throw new RefusalException("reply-unit", "只能选择该事项的牵头单位或配合单位。");
    }
}

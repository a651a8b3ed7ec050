using Tracker.Commitments;
using Tracker.People;

namespace Tracker.ReplyLinks;

/// <summary>作废免登录回复链接.</summary>
public sealed record RevokeReplyLink(Guid LinkId) : CommitmentCommand(Right.IssueReplyLink)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (!actor.WatchesOver(commitment)) NeedWorkingUnit(commitment, actor);
        return commitment.ReplyLinks.TryGetValue(LinkId, out var link) ? [new ReplyLinkRevoked(LinkId, link.Contact, actor.By)] : [];
    }
}

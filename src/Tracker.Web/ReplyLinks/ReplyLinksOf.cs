using Tracker.Commitments;
using Tracker.People;
using Tracker.ReplyLinks;

namespace Tracker.Web.ReplyLinks;

/// <summary>The open reply links of a commitment, as far as somebody may make or revoke them.</summary>
/// <param name="MayMake">Whether one could be made now.</param>
public sealed record ReplyLinksOf(Guid Id, bool MayMake, IReadOnlyList<ReplyLinkIssued> Links)
{
    public static ReplyLinksOf Commitment(Commitment commitment, Actor actor, InstallationClock clock)
    {
        var may = false;
        try
        {
            may = actor.May(Right.IssueReplyLink) && new IssueReplyLink(Guid.Empty, "…", null, clock.Now, 1).Decide(commitment, actor).Count > 0;
        }
        catch (RefusalException)
        {
            // then it may not
        }
        return new(commitment.Id, may, may ? [.. commitment.ReplyLinks.Values.Where(link => link.Until > clock.Now).OrderBy(link => link.Until)] : []);
    }
}

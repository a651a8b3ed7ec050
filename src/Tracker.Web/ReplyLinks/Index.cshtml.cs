using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.ReplyLinks;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.ReplyLinks;

/// <summary>免登录回复链接 of one commitment: made, shown once, revoked.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReplyLinksModel(
    CurrentActor current, ReplyLinkHandler links, ReplyLinkToken tokens, CommitmentHandler commitments, DocumentStore store, InstallationClock clock, Texts texts) : PageModel
{
    [BindProperty] public string? Contact { get; set; }
    [BindProperty] public Guid? Unit { get; set; }
    [BindProperty] public int Days { get; set; } = IssueReplyLink.UsualDays;

    public Commitment Commitment { get; private set; } = null!;
    public ReplyLinksOf Open { get; private set; } = null!;
    public IEnumerable<UnitRef> Working => Commitment.Lead is { } lead ? [lead, .. Commitment.With] : [];
    public string? Made { get; private set; }
    public string? Problem { get; private set; }

    public async Task OnGet(Guid id, CancellationToken ct)
    {
        current.Actor.Need(Right.IssueReplyLink);
        await Load(id, ct);
        if (!Open.MayMake) throw new RefusalException("reply-links-not-now", "现在不能开通免登录回复链接：事项须在办理中，并由督办员或责任单位开通。");
    }

    public async Task<IActionResult> OnPostIssue(Guid id, CancellationToken ct)
    {
        Problem = await this.Refused(texts, async () =>
        {
            var token = await links.Issue(id, Contact ?? "", Unit, Days, current.Actor, tokens.For, ReplyLinkToken.Hash, ct);
            Made = $"{Request.Scheme}://{Request.Host}/reply/{token}";
        });
        await Load(id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid id, Guid link, CancellationToken ct)
    {
        Problem = await this.Refused(texts, () => commitments.Handle(id, new RevokeReplyLink(link), current.Actor, null, null, ct));
        if (Problem is null)
        {
            TempData.Say(texts["ReplyLinks.Revoked"]);
            return LocalRedirect($"/commitments/{id}/reply-links");
        }
        await Load(id, ct);
        return Page();
    }

    async Task Load(Guid id, CancellationToken ct)
    {
        await using var session = store.OpenSession();
        var found = await session.AggregateStream<Commitment, CommitmentEvent>(id, ct: ct);
        Commitment = found is not null && current.Actor.MaySee(found) ? found : throw new NotFoundException($"No commitment {id} in the scope of {current.Actor.Id}.");
        Open = ReplyLinksOf.Commitment(Commitment, current.Actor, clock);
    }
}

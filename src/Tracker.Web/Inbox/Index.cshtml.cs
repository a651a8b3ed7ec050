using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.Reminders;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Inbox;

/// <summary>Reminders delivered to this person, newest first.</summary>
public sealed class InboxModel(DocumentStore store, CurrentActor current, InstallationClock clock) : PageModel
{
    public const int PageSize = 30;

    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    public IReadOnlyList<InboxRow> Rows { get; private set; } = [];
    public IReadOnlyList<MentionRow> Mentions { get; private set; } = [];
    public Pager Pager { get; private set; } = new(1, PageSize, 0);
    public long Unread { get; private set; }

    public async Task OnGet(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var page = Math.Clamp(Number, 1, 1_000_000);
        (Rows, var total) = await InboxQuery.Page(connection, current.Actor.InboxOf, page, PageSize, ct);
        Pager = new(page, PageSize, total);
        if (page == 1) Mentions = await MentionsTable.Of(connection, current.Actor.InboxOf, ct);
        Unread = await InboxQuery.Unread(connection, current.Actor.InboxOf, ct);
    }

    public async Task<IActionResult> OnPostRead(Guid message, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await InboxQuery.MarkRead(connection, current.Actor.InboxOf, [message], clock.Now, ct);
        return Redirect($"/inbox?page={Number}");
    }

    public async Task<IActionResult> OnPostAllRead(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await InboxQuery.MarkAllRead(connection, current.Actor.InboxOf, clock.Now, ct);
        await MentionsTable.MarkAllRead(connection, current.Actor.InboxOf, clock.Now, ct);
        return Redirect("/inbox");
    }
}

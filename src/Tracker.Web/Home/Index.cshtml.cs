using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Boards;
using Tracker.EventStore;
using Tracker.Web.Boards;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Home;

/// <summary>What waits for this person; the first steps while there is nothing yet.</summary>
[AllowAnonymous]
public sealed class HomeModel(DocumentStore store, CurrentActor current, InstallationClock clock) : PageModel
{
    public BoardCounts? Counts { get; private set; }
    public IReadOnlyList<WaitingList> Waiting { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        if (!User.IsSignedIn()) return;
        await using var connection = await store.OpenConnectionAsync(ct);
        Counts = await BoardsQuery.Counts(connection, current.Actor, null, clock.Today, ct);
        if (Counts.Total > 0) Waiting = await WaitingList.For(connection, current.Actor, clock.Today, ct);
    }
}

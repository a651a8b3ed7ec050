using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reads;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Reads;

/// <summary>查阅记录, by day and by person.</summary>
public sealed class ReadsModel(CurrentActor current, DocumentStore store, InstallationClock clock, IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true)] public DateOnly? Day { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Person { get; set; }
    [BindProperty(SupportsGet = true, Name = "page")] public int? PageNumber { get; set; }

    public bool IsOn => services.GetService<ReadAudit>() is not null;
    public DateOnly Shown => Day ?? clock.Today;
    public IReadOnlyList<PersonRow> People { get; private set; } = [];
    public IReadOnlyList<ReadRow> Rows { get; private set; } = [];
    public Pager Pager { get; private set; } = new(1, ReadsTable.RowsAPage, 0);

    public async Task OnGet(CancellationToken ct)
    {
        current.Actor.Need(Right.SeeReads);
        await using var connection = await store.OpenConnectionAsync(ct);
        People = await PeopleQuery.People(connection, ct);
        var page = Math.Max(1, PageNumber ?? 1);
        (Rows, var total) = await ReadsTable.Page(connection, Shown, Person, page, ct);
        Pager = new(page, ReadsTable.RowsAPage, total);
    }
}

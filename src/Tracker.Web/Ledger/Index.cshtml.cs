using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Ledger;

/// <summary>整改台账 on screen: what is asked for stands in the address, so that it can be kept, sent and gone back to.</summary>
public sealed class LedgerModel(DocumentStore store, CurrentActor current, InstallationClock clock, Texts texts) : PageModel
{
    public const int PageSize = 50;

    /// <summary>A CommitmentStatus, or "open" for all that are not closed; anything else is all.</summary>
    [FromQuery(Name = "status")] public string? Status { get; set; }
    [FromQuery(Name = "unit")] public Guid? Unit { get; set; }
    [FromQuery(Name = "light")] public Light? Light { get; set; }
    [FromQuery(Name = "year")] public int? Year { get; set; }
    [FromQuery(Name = "kind")] public ItemKind? Kind { get; set; }
    [FromQuery(Name = "organization")] public string? Organization { get; set; }
    [FromQuery(Name = "extension")] public bool Extension { get; set; }
    [FromQuery(Name = "sort")] public LedgerSort Sort { get; set; }
    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    public LedgerPage Rows { get; private set; } = null!;
    public IReadOnlyList<UnitRow> Units { get; private set; } = [];
    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<string> Organizations { get; private set; } = [];

    public bool IsFiltered =>
        Unit is not null || !string.IsNullOrEmpty(Status) || Light is not null || Year is not null || Kind is not null || !string.IsNullOrEmpty(Organization) || Extension;

    /// <summary>What to do where there is nothing to show.</summary>
    public EmptyState Nothing =>
        IsFiltered ? new(texts["Ledger.NothingFound"], texts["Ledger.NothingFoundText"], new EmptyStep(texts["Ledger.ClearFilter"], "", "/ledger"))
        : current.Actor.May(Right.ImportReport) ? new(texts["Ledger.Empty"], texts["Ledger.EmptyText"],
            new EmptyStep(texts["Home.Import"], texts["Home.ImportText"], "/reports"), new EmptyStep(texts["Home.Confirm"], texts["Home.ConfirmText"], "/reports"))
        : new(texts["Ledger.NothingForUnit"], texts["Ledger.NothingForUnitText"]);

    public async Task OnGet(CancellationToken ct)
    {
        var actor = current.Actor;
        actor.Need(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        var filter = new LedgerFilter(
            Unit, Enum.TryParse<CommitmentStatus>(Status, ignoreCase: true, out var status) ? status : null, Light, Year, Kind,
            string.IsNullOrEmpty(Organization) ? null : Organization, OnlyOpen: Status == "open", ExtensionAsked: Extension, Sort: Sort, Page: Number, PageSize: PageSize);
        Rows = await LedgerQuery.Page(connection, filter, actor, clock.Today, ct);
        (Years, Organizations) = await LedgerQuery.Choices(connection, actor, ct);
        Units = [.. (await PeopleQuery.Units(connection, ct)).Where(unit => actor.Where(Right.ReadLedger).Covers(unit.Id))];
    }

    /// <summary>This list in another order, from its first page.</summary>
    public string SortedBy(LedgerSort sort)
    {
        var rest = Request.Query.Where(part => part.Key is not ("sort" or "page") && !string.IsNullOrEmpty(part.Value));
        return Request.Path + new Microsoft.AspNetCore.Http.Extensions.QueryBuilder(rest) { { "sort", $"{sort}" } }.ToString();
    }
}

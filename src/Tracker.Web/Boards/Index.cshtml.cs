using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Boards;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Timeline;
using Tracker.Web.SignIn;

namespace Tracker.Web.Boards;

/// <summary>看板: a department's own unit; for those who watch over units, one of them or the table of all.</summary>
public sealed class BoardsModel(DocumentStore store, CurrentActor current, InstallationClock clock) : PageModel
{
    const int Lately = 12;

    [FromQuery(Name = "unit")] public Guid? Unit { get; set; }
    [FromQuery(Name = "from")] public DateOnly? AskedFrom { get; set; }
    [FromQuery(Name = "to")] public DateOnly? AskedTo { get; set; }

    public IReadOnlyList<UnitRow> Choices { get; private set; } = [];
    public string? UnitName { get; private set; }
    public BoardCounts Counts { get; private set; } = null!;
    public IReadOnlyList<WaitingList> Waiting { get; private set; } = [];

    /// <summary>The table of all units; empty on one unit's board.</summary>
    public IReadOnlyList<UnitCounts> Units { get; private set; } = [];
    public IReadOnlyList<ActivityRow> Activity { get; private set; } = [];

    public bool IsOfAllUnits => current.Actor.Roles.Any(Rights.IsSupervising) && Unit is null;

    // 按期办结率 of this year so far, unless another period is asked for.
    public DateOnly From => AskedFrom ?? new(clock.Today.Year, 1, 1);
    public DateOnly To => AskedTo ?? clock.Today;

    public string Ledger(string query) => Unit is null ? $"/ledger?{query}" : $"/ledger?{query}&unit={Unit}";

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var (actor, today) = (current.Actor, clock.Today);
        actor.Need(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        var (units, area) = (await PeopleQuery.Units(connection, ct), actor.Where(Right.ReadLedger));
        Choices = [.. units.Where(unit => area.Everywhere || (area.Units.Count > 1 && area.Covers(unit.Id)))];
        if (Unit is { } chosen && Choices.All(unit => unit.Id != chosen)) return NotFound();

        UnitName = Unit is { } shown ? units.Single(unit => unit.Id == shown).Name : actor.UnitName;
        Counts = await BoardsQuery.Counts(connection, actor, Unit, today, ct);
        if (IsOfAllUnits)
        {
            Waiting = await WaitingList.For(connection, actor, today, ct);
            Units = await BoardsQuery.Units(connection, actor, From, To, today, clock.Zone, ct);
        }
        else Waiting = await WaitingList.OfUnit(connection, actor, Unit, today, ct);
        Activity = await TimelineQuery.Lately(connection, actor, Lately, ct);
        return Page();
    }
}

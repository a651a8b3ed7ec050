using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;
using Tracker.YearLinks;

namespace Tracker.Web.Recurrences;

/// <summary>问题再现: an organisation's problems through the years, those first that were named again after their closing.</summary>
public sealed class RecurrencesModel(DocumentStore store, CommitmentHandler commitments, CurrentActor current, InstallationClock clock, Texts texts) : PageModel
{
    const int PageSize = 20;

    [FromQuery(Name = "organization")] public string? Organization { get; set; }

    /// <summary>Only what was named again after its closing.</summary>
    [FromQuery(Name = "closed")] public bool OnlyClosed { get; set; }

    [FromQuery(Name = "page")] public int AskedPage { get; set; } = 1;

    public IReadOnlyList<string> Organizations { get; private set; } = [];
    public IReadOnlyList<ProblemChain> All { get; private set; } = [];
    public IReadOnlyList<ProblemChain> Shown { get; private set; } = [];
    public Pager Pager { get; private set; } = new(1, PageSize, 0);
    public int AfterClosing => All.Count(chain => chain.ClosedIn is not null);
    public bool MayDecide => current.Actor.May(Right.DecideYearMatch);

    /// <summary>Why a decision was refused.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        Organizations = await ChainsQuery.Organizations(connection, current.Actor, ct);
        if (Organizations.Count > 0) Organization ??= Organizations[0];
        if (Organization is null) return Page();

        // An organisation without a problem that this person may see has no chains; whether it has others isn't told.
        All = await ChainsQuery.Of(connection, Organization, current.Actor, clock.Zone, ct);
        List<ProblemChain> matching = [.. All.Where(chain => !OnlyClosed || chain.ClosedIn is not null)];
        Pager = new(Math.Clamp(AskedPage, 1, new Pager(1, PageSize, matching.Count).Pages), PageSize, matching.Count);
        Shown = [.. matching.Skip((Pager.Page - 1) * PageSize).Take(PageSize)];
        return Page();
    }

    public async Task<IActionResult> OnPostDecide(Guid commitment, Guid report, bool? same, string? note, string? returnUrl, CancellationToken ct)
    {
        if (!MayDecide) return Forbid();
        if (same is not { } decided) throw new BadHttpRequestException("Whether it is the same problem was not said.");
        return await Do(commitment, new DecideRecurrence(report, decided, Trimmed(note)), decided ? "Recurrences.DecidedSame" : "Recurrences.DecidedOther", returnUrl, ct);
    }

    /// <param name="other">The problem of a later report that is the same.</param>
    public async Task<IActionResult> OnPostAdd(Guid commitment, Guid other, string? note, string? returnUrl, CancellationToken ct)
    {
        if (!MayDecide) return Forbid();
        await using var session = store.OpenSession();
        return await session.AggregateStream<Commitment, CommitmentEvent>(other, ct: ct) is { } later && current.Actor.MaySee(later)
            ? await Do(commitment, new AddRecurrence(later.Registered, Trimmed(note)), "Recurrences.DecidedSame", returnUrl, ct)
            : NotFound();
    }

    static string? Trimmed(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    async Task<IActionResult> Do(Guid commitment, CommitmentCommand command, string done, string? returnUrl, CancellationToken ct)
    {
        Problem = await this.Refused(texts, () => commitments.Handle(commitment, command, current.Actor, null, null, ct), texts["YearLinks.Meanwhile"]);
        if (Problem is not null) return await OnGet(ct);
        TempData.Say(texts[done]);
        return RedirectHttpResult.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl!) : RedirectToPage();
    }
}

/// <summary>The form with which a reviewer says whether a later report names the same problem.</summary>
public sealed record RecurrenceForm(ChainRecurrence Recurrence, string ReturnUrl);

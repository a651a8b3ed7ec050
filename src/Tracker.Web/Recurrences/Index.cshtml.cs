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
        if (Organizations.Count == 0) return Page();
        Organization ??= Organizations[0];
        if (!Organizations.Contains(Organization)) return NotFound();

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
        ChainProblem? later;
        await using (var connection = await store.OpenConnectionAsync(ct))
            later = await ChainsQuery.Find(connection, other, current.Actor, clock.Zone, ct);
        return later is null ? NotFound() : await Do(commitment, new AddRecurrence(later, Trimmed(note)), "Recurrences.DecidedSame", returnUrl, ct);
    }

    static string? Trimmed(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    async Task<IActionResult> Do(Guid commitment, CommitmentCommand command, string done, string? returnUrl, CancellationToken ct)
    {
        try
        {
            await commitments.Handle(commitment, command, current.Actor, null, null, ct);
            TempData.Say(texts[done]);
            return RedirectHttpResult.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl!) : RedirectToPage();
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
        catch (RefusalException refusal)
        {
            return await Refuse(StatusCodes.Status409Conflict, texts.Refusal(refusal), ct);
        }
        catch (ConcurrencyException)
        {
            return await Refuse(StatusCodes.Status412PreconditionFailed, texts["YearLinks.Meanwhile"], ct);
        }
    }

    async Task<IActionResult> Refuse(int status, string sentence, CancellationToken ct)
    {
        (Response.StatusCode, Problem) = (status, sentence);
        return await OnGet(ct);
    }
}

/// <summary>The form with which a reviewer says whether a later report names the same problem.</summary>
public sealed record RecurrenceForm(ChainRecurrence Recurrence, string ReturnUrl);

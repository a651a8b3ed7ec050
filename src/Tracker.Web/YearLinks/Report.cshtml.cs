using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;
using Tracker.YearLinks;

namespace Tracker.Web.YearLinks;

/// <summary>年度衔接: what this report says of each commitment of the year before, and the reviewer's word on it.</summary>
public sealed class ReportLinksModel(
    DocumentStore store, ReportHandler reports, CommitmentHandler commitments, ReviewYear review, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    /// <summary>Only rows with this verdict; null for all.</summary>
    [BindProperty(SupportsGet = true)] public YearVerdict? Only { get; set; }

    public ReportState Later { get; private set; } = null!;
    public Guid EarlierId => ReportId.Of(Later.Organization, Later.Genre, Later.Year - 1);
    public IReadOnlyList<YearLinkRow> Rows { get; private set; } = [];
    public YearLinksView Shown { get; private set; } = new([], false);
    public int Undecided => Rows.Count(row => row.Decided is null);
    public int Sure => Rows.Count(row => row.IsSure);
    public bool MayDecide => current.Actor.May(Right.DecideYearMatch);

    /// <summary>True where the review was closed and a verdict was changed or added since.</summary>
    public bool HasChanged => Later.YearReview is { } closed && closed.Digest != CloseYearReview.DigestOf(Rows);

    /// <summary>Why the review could not be closed.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (!current.Actor.May(Right.ReadLedger)) return Forbid();
        return await Show(null, ct);
    }

    public async Task<IActionResult> OnPostDecide(Guid commitment, YearVerdict? verdict, YearVerdict? accept, string? note, string? returnUrl, CancellationToken ct)
    {
        if (!current.Actor.May(Right.DecideYearMatch)) return Forbid();
        var said = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        // 认可建议 takes the verdict that the page showed, whatever the list beside it says.
        if ((accept ?? verdict) is not { } decided || !Enum.IsDefined(decided) || said?.Length > 2000)
            return await Refuse(StatusCodes.Status400BadRequest, commitment, verdict ?? default, note, texts["YearLinks.Malformed"], ct);
        try
        {
            await commitments.Handle(commitment, new DecideYearMatch(Id, decided, said), current.Actor, null, null, ct);
            TempData.Say(texts["YearLinks.Decided", texts[$"YearLinks.Verdict.{decided}"]]);
            return RedirectHttpResult.IsLocalUrl(returnUrl)
                ? LocalRedirect(returnUrl!)
                : RedirectToPage("/YearLinks/Report", null, new { Id, Only }, YearLinksView.AnchorOf(commitment));
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
        catch (RefusalException refusal)
        {
            return await Refuse(StatusCodes.Status409Conflict, commitment, decided, note, texts.Refusal(refusal), ct);
        }
        catch (ConcurrencyException)
        {
            return await Refuse(StatusCodes.Status412PreconditionFailed, commitment, decided, note, texts["YearLinks.Meanwhile"], ct);
        }
    }

    public async Task<IActionResult> OnPostAcceptSure(CancellationToken ct)
    {
        if (!MayDecide) return Forbid();
        try
        {
            TempData.Say(texts["YearLinks.AcceptedSure", await review.AcceptSure(Id, current.Actor, ct)]);
            return RedirectToPage("/YearLinks/Report", new { Id, Only });
        }
        catch (ConcurrencyException)
        {
            return await Refuse(StatusCodes.Status412PreconditionFailed, texts["YearLinks.Meanwhile"], ct);
        }
    }

    public async Task<IActionResult> OnPostClose(CancellationToken ct)
    {
        if (!MayDecide) return Forbid();
        try
        {
            await review.Close(Id, current.Actor, ct);
            TempData.Say(texts["YearLinks.Closed"]);
            return RedirectToPage("/YearLinks/Report", new { Id });
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

    Task<IActionResult> Refuse(int status, string sentence, CancellationToken ct)
    {
        (Response.StatusCode, Only, Problem) = (status, null, sentence);
        return Show(null, ct);
    }

    Task<IActionResult> Refuse(int status, Guid commitment, YearVerdict verdict, string? note, string sentence, CancellationToken ct)
    {
        (Response.StatusCode, Only) = (status, null);
        return Show(new(commitment, verdict, note, sentence), ct);
    }

    async Task<IActionResult> Show(RefusedDecision? refused, CancellationToken ct)
    {
        try
        {
            Later = (await reports.Read(Id, ct)).Report;
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
        await using var connection = await store.OpenConnectionAsync(ct);
        Rows = await YearLinksQuery.OfReport(connection, Id, current.Actor, ct);
        Shown = new([.. Rows.Where(row => Only is null || YearLinksView.VerdictOf(row) == Only)], current.Actor.May(Right.DecideYearMatch)) { Refused = refused };
        return Page();
    }
}

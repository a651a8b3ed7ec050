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
    DocumentStore store, ReportHandler reports, CommitmentHandler commitments, ReviewYear review, CarryOver carryOver, CurrentActor current, Texts texts) : PageModel
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
    public int NotDone => Rows.Count(row => row.IsNotDone);
    public int CarriedOver => Rows.Count(row => row.CarriedTo is not null);
    public bool MayDecide => current.Actor.May(Right.DecideYearMatch);
    public bool MayCarryOver => current.Actor.May(Right.CarryOver);

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
        if (await this.Refused(texts, () => commitments.Handle(commitment, new DecideYearMatch(Id, decided, said), current.Actor, null, null, ct), texts["YearLinks.Meanwhile"]) is { } sentence)
            return await Refuse(Response.StatusCode, commitment, decided, note, sentence, ct);

        TempData.Say(texts["YearLinks.Decided", texts[$"YearLinks.Verdict.{decided}"]]);
        return RedirectHttpResult.IsLocalUrl(returnUrl)
            ? LocalRedirect(returnUrl!)
            : RedirectToPage("/YearLinks/Report", null, new { Id, Only }, YearLinksView.AnchorOf(commitment));
    }

    public Task<IActionResult> OnPostAcceptSure(CancellationToken ct) =>
        Do(async () => texts["YearLinks.AcceptedSure", await review.AcceptSure(Id, current.Actor, ct)], null, ct);

    public Task<IActionResult> OnPostClose(CancellationToken ct) => Do(async () =>
    {
        await review.Close(Id, current.Actor, ct);
        return texts["YearLinks.Closed"];
    }, null, ct);

    /// <param name="item">The new report's item in which it goes on; none for a commitment of its own.</param>
    public Task<IActionResult> OnPostCarryOver(Guid commitment, Guid? item, string? note, string? returnUrl, CancellationToken ct) => Do(async () =>
        texts["YearLinks.CarriedOver", await carryOver.Handle(
            Id, new Dictionary<Guid, Guid?> { [commitment] = item }, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), current.Actor, ct)], returnUrl, ct);

    public Task<IActionResult> OnPostCarryOverAll(CancellationToken ct) =>
        Do(async () => texts["YearLinks.CarriedOver", await carryOver.AllNotDone(Id, current.Actor, ct)], null, ct);

    async Task<IActionResult> Do(Func<Task<string>> action, string? returnUrl, CancellationToken ct)
    {
        Problem = await this.Refused(texts, async () => TempData.Say(await action()), texts["YearLinks.Meanwhile"]);
        if (Problem is null)
            return RedirectHttpResult.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl!) : RedirectToPage("/YearLinks/Report", new { Id, Only });
        Only = null;
        return await Show(null, ct);
    }

    Task<IActionResult> Refuse(int status, Guid commitment, YearVerdict verdict, string? note, string sentence, CancellationToken ct)
    {
        (Response.StatusCode, Only) = (status, null);
        return Show(new(commitment, verdict, note, sentence), ct);
    }

    async Task<IActionResult> Show(RefusedDecision? refused, CancellationToken ct)
    {
        Later = (await reports.Read(Id, current.Actor, ct)).Report;
        await using var connection = await store.OpenConnectionAsync(ct);
        Rows = await YearLinksQuery.OfReport(connection, Id, current.Actor, ct);
        Shown = new([.. Rows.Where(row => Only is null || YearLinksView.VerdictOf(row) == Only)], MayDecide)
        {
            Refused = refused,
            Into = MayCarryOver ? new Dictionary<Guid, ReportState> { [Id] = Later } : new(),
        };
        return Page();
    }
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Http;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Reports;

/// <summary>The reports taken in so far, and the form that takes in another.</summary>
public sealed class ReportsModel(DocumentStore store, ImportReport import, CurrentActor current, UploadLimit limit, ImportProgress progress, Texts texts) : PageModel
{
    const int PageSize = 30;

    /// <summary>A page that shows a bar sends the key that it will ask by, and wants to be told where to go instead of going there.</summary>
    public const string KeyHeader = "X-Import-Key";

    [BindProperty] public IFormFile? Upload { get; set; }
    [BindProperty] public string? Pasted { get; set; }
    [BindProperty] public string? Organization { get; set; }
    [BindProperty] public string? Year { get; set; }

    public string? Problem { get; private set; }
    public IReadOnlyList<ReportRow> Reports { get; private set; } = [];
    public Pager Pager { get; private set; } = new(1, PageSize, 0);
    public bool MayImport => current.Actor.May(Right.ImportReport);
    public UploadLimit Limit => limit;

    public async Task<IActionResult> OnGet([FromQuery(Name = "page")] int page, CancellationToken ct)
    {
        if (!current.Actor.May(Right.ReadLedger)) return Forbid();
        await Load(Math.Clamp(page, 1, 1_000_000), ct);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (!MayImport) return Forbid();
        try
        {
            if (Missing() is { } missing) return await Again(StatusCodes.Status400BadRequest, missing, ct);
            var (content, fileName) = await Content(ct);
            using var bar = Key is { } key ? progress.Begin(key) : null;
            // On a thread of its own: reading a long text would hold up the server's.
            var result = await Task.Run(() => import.Handle(content, fileName, new(Organization, GivenYear()), current.Actor, bar, ct), ct);
            TempData.Say(Said(result));
            return Key is null ? RedirectToPage("/Reports/Read", new { id = result.ReportId })
                : new JsonResult(new { go = Url.Page("/Reports/Read", new { id = result.ReportId }) });
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The person has given up and gone; there is nobody to answer.
            return new EmptyResult();
        }
        catch (UnreadableFileException unreadable)
        {
            return await Again(StatusCodes.Status400BadRequest, Sentence(unreadable), ct);
        }
        catch (RefusalException refusal)
        {
            return await Again(StatusCodes.Status409Conflict, texts.Refusal(refusal), ct);
        }
        catch (ConcurrencyException)
        {
            return await Again(StatusCodes.Status412PreconditionFailed, texts["Reports.Import.Meanwhile"], ct);
        }
    }

    /// <summary>How far the import is that the page sent under this key.</summary>
    public IActionResult OnGetProgress(Guid key) => MayImport ? new JsonResult(new { read = progress.Of(key) }) : Forbid();

    Guid? Key => Guid.TryParse(Request.Headers[KeyHeader], out var key) ? key : null;

    string? Missing() =>
        Upload is null && string.IsNullOrWhiteSpace(Pasted) ? texts["Reports.Import.Nothing"]
        : Upload is not null && !string.IsNullOrWhiteSpace(Pasted) ? texts["Reports.Import.OneOnly"]
        : !string.IsNullOrWhiteSpace(Year) && GivenYear() is null ? texts["Reports.Import.YearOdd"]
        : null;

    async Task<(byte[] Content, string FileName)> Content(CancellationToken ct)
    {
        // A browser sends the lines of a text field ended as on Windows, whatever was pasted.
        if (Upload is null) return (Encoding.UTF8.GetBytes(Pasted!.ReplaceLineEndings("\n")), texts["Reports.Import.PastedName"]);

        using var content = new MemoryStream((int)Math.Min(Upload.Length, int.MaxValue));
        await Upload.CopyToAsync(content, ct);
        return (content.ToArray(), Path.GetFileName(Upload.FileName));
    }

    // Full-width figures and 2024年 are what an input method gives.
    int? GivenYear() => int.TryParse(
        Year?.Normalize(NormalizationForm.FormKC).Trim().TrimEnd('年'), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    string Said(ImportResult result) => result.Outcome switch
    {
        ImportOutcome.New => texts["Reports.Import.New", result.Items, result.Linked],
        ImportOutcome.Revised => texts["Reports.Import.Revised", result.Items, result.Linked],
        _ => texts["Reports.Import.Same", result.Linked],
    };

    // The reader's own sentence knows more of the file than a text chosen by its code; it is Chinese.
    string Sentence(UnreadableFileException unreadable) =>
        Languages.IsEnglish(CultureInfo.CurrentUICulture) ? texts[$"Reports.Unreadable.{unreadable.Code}"]
        : $"{texts[$"Reports.Unreadable.{unreadable.Code}"]}{texts["Reports.Colon"]}{unreadable.Message}";

    async Task<IActionResult> Again(int status, string problem, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = (problem, status);
        if (Key is not null) return new JsonResult(new { problem }) { StatusCode = status };
        await Load(1, ct);
        return Page();
    }

    async Task Load(int page, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        Pager = new(page, PageSize, await ReportsQuery.Count(connection, current.Actor, ct));
        Reports = await ReportsQuery.All(connection, current.Actor, page, PageSize, ct);
    }
}

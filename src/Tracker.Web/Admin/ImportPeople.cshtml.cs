using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Http;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>导入单位和人员: the file is looked at first, kept by its hash, and taken in once it is confirmed.</summary>
public sealed class ImportPeopleModel(CurrentActor current, ImportPeople import, DocumentStore store, UploadLimit limit, InstallationClock clock, Texts texts) : PageModel
{
    const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>How many rows of one kind the page shows; all are counted.</summary>
    public const int Shown = 500;

    [BindProperty] public IFormFile? Upload { get; set; }

    /// <summary>The file's hash, between the preview and the confirmation.</summary>
    [BindProperty] public string? Sha256 { get; set; }
    [BindProperty] public string? Digest { get; set; }
    [BindProperty] public bool OnlyRight { get; set; }

    public PeoplePlan? Plan { get; private set; }
    public ImportedPeople? Done { get; private set; }
    public string? Problem { get; private set; }
    public int Megabytes => limit.Megabytes;

    /// <summary>Wrong rows first, then what changes; what stays as it is is only counted.</summary>
    public IEnumerable<RowPlan> Rows => Plan!.Rows.Where(row => row.Outcome is not RowOutcome.Same)
        .OrderByDescending(row => row.Outcome is RowOutcome.Wrong).Take(Shown);

    public void OnGet() => current.Actor.Need(Right.ManagePeople);

    public IActionResult OnGetTemplate()
    {
        current.Actor.Need(Right.ManagePeople);
        return File(PeopleTemplate.Xlsx(), Xlsx, texts["Admin.TemplateName"]);
    }

    public Task<IActionResult> OnPost(CancellationToken ct) => Try(async () =>
    {
        if (Upload is null) throw new RefusalException("people-file-missing", "请选择要导入的 .xlsx 文件。");
        using var content = new MemoryStream();
        await Upload.CopyToAsync(content, ct);
        Plan = await import.Plan(content.ToArray(), current.Actor, ct);
        await using var session = store.OpenSession();
        Sha256 = FileTable.Put(session.Statements, content.ToArray(), Xlsx, clock.Now);
        await session.SaveChangesAsync(ct);
    });

    public Task<IActionResult> OnPostApply(CancellationToken ct) => Try(async () =>
    {
        var content = await Kept(ct);
        try
        {
            Done = await import.Apply(content, OnlyRight, Digest ?? "", current.Actor, ct);
        }
        catch (RefusalException)
        {
            Plan = await import.Plan(content, current.Actor, ct);
            throw;
        }
        // Links open accounts: no cache keeps this page.
        Response.Headers.CacheControl = "no-store";
    });

    public string Link(NewAccount account) => $"{Request.Scheme}://{Request.Host}/welcome/{account.Token}";

    /// <summary>The links as a table that Excel opens, inside the page itself: they are kept nowhere to be fetched from.</summary>
    public string LinksFile()
    {
        var lines = Done!.Accounts.Select(account => string.Join(',', new[] { account.Name, account.Login, account.Unit ?? "", Link(account) }.Select(Quoted)));
        var text = $"\uFEFF{texts["Admin.LinksHeader"]}\r\n{string.Join("\r\n", lines)}\r\n";
        return $"data:text/csv;charset=utf-8;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";
    }

    // A cell that begins like a formula is not run as one.
    static string Quoted(string cell) => $"\"{(cell.Length > 0 && "=+-@".Contains(cell[0], StringComparison.Ordinal) ? "'" : "")}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    async Task<byte[]> Kept(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await FileTable.Find(connection, Sha256 ?? "", ct) is { } file ? file.Bytes
            : throw new RefusalException("people-file-missing", "请选择要导入的 .xlsx 文件。");
    }

    async Task<IActionResult> Try(Func<Task> act)
    {
        current.Actor.Need(Right.ManagePeople);
        try
        {
            Problem = await this.Refused(texts, act, texts["Admin.Meanwhile"]);
        }
        catch (UnreadableFileException unreadable)
        {
            Problem = Languages.IsEnglish(CultureInfo.CurrentUICulture) ? texts["Admin.FileUnreadable"] : unreadable.Message;
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        return Page();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.SignIn;

namespace Tracker.Web.Reports;

/// <summary>The file as it was imported. Always as an attachment: an imported web page must not run as one of ours.</summary>
public sealed class ReportFileModel(DocumentStore store, ReportHandler reports, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (!current.Actor.May(Right.ReadLedger)) return Forbid();
        try
        {
            var report = (await reports.Read(id, current.Actor, ct)).Report;
            await using var connection = await store.OpenConnectionAsync(ct);
            return await FileTable.Find(connection, report.FileSha256, ct) is { } file
                ? File(file.Bytes, "application/octet-stream", report.FileName)
                : NotFound();
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Drafting;
using Tracker.Web.SignIn;

namespace Tracker.Web.Drafting;

/// <summary>The draft to be edited in Word: what the page shows to the same person, made anew.</summary>
public sealed class DraftDocxModel(Drafts drafts, CurrentActor current, InstallationClock clock) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        var drafted = await drafts.OfReport(id, current.Actor, ct);
        if (drafted.Commitments == 0) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        return File(DraftDocx.Write(drafted.Draft, clock.Zone), DraftDocx.MediaType, $"{drafted.Draft.Title}（初稿）.docx");
    }
}

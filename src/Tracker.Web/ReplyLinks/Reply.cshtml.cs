using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.ReplyLinks;
using Tracker.Web.Http;
using Tracker.Web.Shell;

namespace Tracker.Web.ReplyLinks;

/// <summary>What a reply link opens: one commitment's task, and a form for progress and evidence. Nothing else of the system.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReplyModel(ReplyLinkHandler links, ReplyLinkToken tokens, CommitmentHandler commitments, UploadLimit limit, InstallationClock clock, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Token { get; set; } = "";
    [BindProperty] public string? CommandId { get; set; }
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public int? Percent { get; set; }
    [BindProperty] public List<IFormFile> Files { get; set; } = [];

    public OpenReplyLink? Link { get; private set; }
    public string? Problem { get; private set; }
    public long MaxBytes => limit.FileBytes;

    public string NewCommandId() => $"{Guid.CreateVersion7(clock.Now):N}";

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        await Load(ct);
        return Shown();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        await Load(ct);
        if (Link is null) return Shown();
        Problem = !ModelState.IsValid ? texts["Commitments.Lacking.Shape"]
            : string.IsNullOrWhiteSpace(Text) && Files.Count == 0 ? texts["ReplyLinks.Nothing"]
            : await this.Refused(texts, () => Send(Link, ct), texts["Commitments.Stale"]);
        if (Problem is not null)
        {
            await Load(ct);
            return Shown();
        }
        TempData.Say(texts["ReplyLinks.Sent"]);
        return LocalRedirect($"/reply/{Token}");
    }

    async Task Send(OpenReplyLink link, CancellationToken ct)
    {
        var id = link.Commitment.Id;
        var files = await UploadedFiles.Read(Files, ct);
        // A file that is not taken is told before anything is stored.
        foreach (var (name, content) in files) Evidence.Take(name, content, null, null);
        if (!string.IsNullOrWhiteSpace(Text))
            await commitments.Handle(id, new ReportProgress(Text, Percent), link.Contact, null, CommandId, ct);
        if (files.Count > 0)
            await commitments.Attach(id, files, null, null, link.Contact, CommandId is null ? null : $"{CommandId}-files", ct);
    }

    async Task Load(CancellationToken ct) => Link = tokens.HashOf(Token) is { } hash ? await links.Open(hash, ct) : null;

    PageResult Shown()
    {
        if (Link is null) Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}

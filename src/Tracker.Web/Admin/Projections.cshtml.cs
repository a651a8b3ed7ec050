using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>数据视图: how far each projection is, and what to do with one that stands still.</summary>
public sealed partial class ProjectionsModel(CurrentActor current, DocumentStore store, Texts texts, ILogger<ProjectionsModel> log) : PageModel
{
    public IReadOnlyList<ProjectionStatus> Projections { get; private set; } = [];

    public bool MayMend => current.Actor.May(Right.MendProjections);

    public async Task OnGet(CancellationToken ct)
    {
        current.Actor.Need(Right.SeeJobs);
        Projections = await store.ProjectionStatusAsync(ct);
    }

    public async Task<IActionResult> OnPostRetry(string name, long sequence, CancellationToken ct)
    {
        current.Actor.Need(Right.MendProjections);
        return Told(await store.ResumeProjectionAsync(Known(name), ct), name, sequence, "Admin.RetryDone");
    }

    public async Task<IActionResult> OnPostSkip(string name, long sequence, CancellationToken ct)
    {
        current.Actor.Need(Right.MendProjections);
        return Told(await store.SkipProjectionAsync(Known(name), sequence, ct), name, sequence, "Admin.SkipDone");
    }

    static string Known(string? name) =>
        TrackerStore.ProjectionNames.Contains(name) ? name! : throw new NotFoundException("没有这个投影，请刷新页面后重试。");

    RedirectToPageResult Told(bool done, string? name, long sequence, string sentence)
    {
        if (done)
        {
            Mended(current.Actor.Name, sentence, name, sequence);
            TempData.Say(texts[sentence, sequence]);
        }
        else TempData.Warn(texts["Admin.NotPaused"]);
        return RedirectToPage();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Person}: {What} of {Projection} at event {Sequence}.")]
    partial void Mended(string person, string what, string? projection, long sequence);
}

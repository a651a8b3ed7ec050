using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>One receiver, and what was sent to it.</summary>
public sealed class WebhookModel(CurrentActor current, WebhookHandler webhooks, Texts texts) : PageModel
{
    const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    /// <summary>Deliveries after this one only: the way to the earlier ones.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Before { get; set; }

    public WebhookRow Webhook { get; private set; } = null!;
    public IReadOnlyList<DeliveryRow> Deliveries { get; private set; } = [];
    public Guid? Earlier => Deliveries.Count == PageSize ? Deliveries[^1].Id : null;

    public async Task OnGet(CancellationToken ct)
    {
        Webhook = await webhooks.Find(Id, current.Actor, ct);
        Deliveries = await webhooks.Deliveries(Id, Before, PageSize, current.Actor, ct);
    }

    public async Task<IActionResult> OnPostTest(CancellationToken ct)
    {
        await webhooks.Test(Id, current.Actor, ct);
        return Told("Webhooks.TestPlanned");
    }

    public async Task<IActionResult> OnPostPause(bool pause, CancellationToken ct)
    {
        await webhooks.Pause(Id, pause, current.Actor, ct);
        return Told(pause ? "Webhooks.PauseDone" : "Webhooks.ResumeDone");
    }

    public async Task<IActionResult> OnPostAgain(Guid delivery, CancellationToken ct)
    {
        await webhooks.Again(Id, delivery, current.Actor, ct);
        return Told("Webhooks.AgainPlanned");
    }

    public async Task<IActionResult> OnPostRemove(CancellationToken ct)
    {
        await webhooks.Remove(Id, current.Actor, ct);
        TempData.Say(texts["Webhooks.Removed"]);
        return Redirect("/admin/webhooks");
    }

    RedirectResult Told(string sentence)
    {
        TempData.Say(texts[sentence]);
        return Redirect($"/admin/webhooks/{Id}");
    }
}

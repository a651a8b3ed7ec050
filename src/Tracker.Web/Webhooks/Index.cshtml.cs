using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>动态推送: which systems are told of what happens.</summary>
public sealed class WebhooksModel(CurrentActor current, WebhookHandler webhooks, Texts texts) : PageModel
{
    [BindProperty] public string? Address { get; set; }
    [BindProperty] public List<string> Types { get; set; } = [];

    public IReadOnlyList<WebhookRow> Webhooks { get; private set; } = [];
    public string? Secret { get; private set; }
    public string? Problem { get; private set; }

    /// <summary>What a type stands for, in the words of 最近动态 without its names.</summary>
    public static string Words(Texts texts, string type) => type == WebhookMessage.Test ? texts["Webhooks.TestType"] : texts[$"Boards.Did.{type}", "", ""].Trim(' ', '：', ':');

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task OnPostRegister(CancellationToken ct)
    {
        Problem = await this.Refused(texts, async () =>
        {
            (_, Secret) = await webhooks.Register(Address, Types, current.Actor, ct);
            (Address, Types) = (null, []);
            ModelState.Clear();
        });
        await Load(ct);
    }

    async Task Load(CancellationToken ct) => Webhooks = await webhooks.All(current.Actor, ct);
}

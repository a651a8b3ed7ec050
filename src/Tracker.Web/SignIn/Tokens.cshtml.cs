using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.SignIn;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>接口令牌: made, shown once, listed, revoked.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TokensModel(CurrentActor current, ApiTokens tokens, DocumentStore store, Texts texts) : PageModel
{
    [BindProperty, StringLength(50)] public string? Name { get; set; }
    [BindProperty] public DateOnly? ExpiresOn { get; set; }
    [BindProperty] public List<TokenScope> Scopes { get; set; } = [];

    public IReadOnlyList<ApiTokenRow> Mine { get; private set; } = [];
    public IReadOnlyList<TokenScope> Open => TokenScopes.Open(current.Actor);
    public string? Made { get; private set; }
    public string? Problem { get; private set; }

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostMake(CancellationToken ct)
    {
        Problem = await this.Refused(texts, async () =>
            Made = ModelState.IsValid ? await tokens.Make(Name, ExpiresOn, Scopes, current.Actor, ct) : throw new RefusalException("token-odd", "有一栏太长或格式不对，请检查后再提交。"));
        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid token, CancellationToken ct)
    {
        await tokens.Revoke(token, current.Actor, ct);
        TempData.Say(texts["SignIn.TokenRevokedDone"]);
        return LocalRedirect("/account/tokens");
    }

    async Task Load(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        Mine = await ApiTokensTable.Of(connection, current.Actor.Id, ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Http;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>The second step: a code of the authenticator app, or a recovery code.</summary>
[AllowAnonymous]
public sealed class CodeModel(Sessions sessions, TwoStep twoStep, RateLimits limits, DocumentStore store, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }
    [BindProperty] public string? Code { get; set; }

    public string? Problem { get; private set; }

    public IActionResult OnGet() => sessions.WhoseCode(HttpContext) is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (sessions.WhoseCode(HttpContext) is not { } person) return LocalRedirect("/sign-in");
        if (!limits.MayTry(person.ToString())) return this.TooMany();
        var outcome = await twoStep.Check(person, Code ?? "", ct);
        if (outcome is SignInOutcome.Welcome)
        {
            await using var connection = await store.OpenConnectionAsync(ct);
            if (await PeopleQuery.Actor(connection, person, ct) is not { } actor) return LocalRedirect("/sign-in");
            await sessions.Open(HttpContext, actor, ct);
            return LocalRedirect(RedirectHttpResult.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
        }
        Problem = outcome is SignInOutcome.Locked
            ? texts["SignIn.Locked", PasswordSignIn.FailuresAllowed, PasswordSignIn.LockedFor.TotalMinutes]
            : texts["SignIn.CodeWrong"];
        return Page();
    }
}

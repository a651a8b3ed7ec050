using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Demo;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Http;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

[AllowAnonymous]
public sealed class SignInModel(PasswordSignIn signIn, Sessions sessions, RateLimits limits, DocumentStore store, Texts texts, ProviderSettings? provider = null) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }
    [BindProperty] public string? Login { get; set; }
    [BindProperty] public string? Password { get; set; }

    public string? Problem { get; private set; }
    /// <summary>统一身份认证, where one is configured.</summary>
    public string? Provider => provider?.DisplayName;

    public string? Town { get; private set; }
    public IReadOnlyList<PersonRow> DemoPeople { get; private set; } = [];

    public Task OnGet(string? problem, CancellationToken ct)
    {
        if (ProviderProblem.Known.Contains(problem)) Problem = texts[$"SignIn.Provider.{problem}"];
        return Load(ct);
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Login) || string.IsNullOrEmpty(Password)) Problem = texts["SignIn.Missing"];
        else if (!limits.MayTry(Login.Trim())) return this.TooMany();
        else
        {
            var (outcome, actor) = await signIn.Check(Login.Trim(), Password, ct);
            if (actor is not null) return LocalRedirect(await sessions.FirstStep(HttpContext, actor, ReturnUrl, ct));
            Problem = outcome is SignInOutcome.Locked
                ? texts["SignIn.Locked", PasswordSignIn.FailuresAllowed, PasswordSignIn.LockedFor.TotalMinutes]
                : texts["SignIn.Wrong"];
        }
        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSignOut()
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect("/sign-in");
    }

    async Task Load(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        Town = await InstallationTable.Find(connection, InstallationTable.DemoTown, ct);
        if (Town is not null) DemoPeople = [.. (await PeopleQuery.People(connection, ct)).Where(person => person.Login is not null)];
    }

    public static string DemoPassword => DemoTown.Password;
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>我的账号: the password, two-step sign-in, the provider's account, and the way to tokens.</summary>
public sealed class AccountModel(CurrentActor current, PasswordSignIn passwords, Sessions sessions, DocumentStore store, Texts texts, IServiceProvider services) : PageModel
{
    [BindProperty] public string? OldPassword { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public string? Again { get; set; }

    public Actor Me => current.Actor;
    public Standing Standing { get; private set; } = null!;
    public bool IsLinked { get; private set; }
    public string? Problem { get; private set; }
    public string? Provider => services.GetService<ProviderSettings>()?.DisplayName;
    public string LinkKey => services.GetRequiredService<ProviderLinkKey>().For(Me);

    /// <summary>Nobody has yet said where this person belongs.</summary>
    public bool IsNewcomer => Me.UnitId is null && Me.Roles is [Role.Reader];

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostPassword(CancellationToken ct)
    {
        Problem = Password is not { Length: >= WelcomeModel.ShortestPassword and <= 200 } ? texts["SignIn.PasswordTooShort", WelcomeModel.ShortestPassword]
            : Password != Again ? texts["SignIn.PasswordsDiffer"]
            : await passwords.Confirm(Me.Id, OldPassword ?? "", ct) switch
            {
                SignInOutcome.Welcome => null,
                SignInOutcome.Locked => texts["SignIn.Locked", PasswordSignIn.FailuresAllowed, PasswordSignIn.LockedFor.TotalMinutes],
                _ => texts["SignIn.OldPasswordWrong"],
            };
        if (Problem is not null)
        {
            await Load(ct);
            return Page();
        }
        await passwords.Change(Me.Id, Password!, ct);
        await sessions.Open(HttpContext, Me, ct); // this session goes on; all others end
        TempData.Say(texts["SignIn.PasswordChanged"]);
        return LocalRedirect("/account");
    }

    public async Task<IActionResult> OnPostUnlink(CancellationToken ct)
    {
        await Load(ct);
        // Without a password it would be the last way in.
        if (Standing.HasPassword)
        {
            await using var connection = await store.OpenConnectionAsync(ct);
            await ExternalLoginsTable.Unlink(connection, Me.Id, ct);
            TempData.Say(texts["SignIn.Unlinked"]);
        }
        return LocalRedirect("/account");
    }

    async Task Load(CancellationToken ct)
    {
        Standing = await sessions.Standing(Me.Id, ct);
        if (Provider is null) return;
        await using var connection = await store.OpenConnectionAsync(ct);
        IsLinked = await ExternalLoginsTable.Has(connection, Me.Id, ct);
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>我的账号: one's posts and who stands in for them, the password, two-step sign-in, the provider's account, and the way to tokens.</summary>
public sealed class AccountModel(
    CurrentActor current, PasswordSignIn passwords, Sessions sessions, DocumentStore store, PeopleHandler people, InstallationClock clock, Texts texts, IServiceProvider services) : PageModel
{
    [BindProperty] public string? OldPassword { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public string? Again { get; set; }
    [BindProperty] public DeputyForm Deputy { get; set; } = new();

    public Actor Me => current.Actor;
    public Standing Standing { get; private set; } = null!;
    public DeputyPanel Deputies { get; private set; } = null!;
    public bool IsLinked { get; private set; }
    public string? Problem { get; private set; }
    public string? Provider => services.GetService<ProviderSettings>()?.DisplayName;
    public string LinkKey => services.GetRequiredService<ProviderLinkKey>().For(Me);

    /// <summary>Nobody has yet said where this person belongs.</summary>
    public bool IsNewcomer => Me.UnitId is null && Me.Roles is [Role.Reader];

    public Task OnGet(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPostDeputy(CancellationToken ct) => Try(() => Deputy.Name(people, Me.Id, Me, ct), "SignIn.DeputyNamed", ct);

    public Task<IActionResult> OnPostWithdraw(Guid deputyship, CancellationToken ct) =>
        Try(() => people.Handle(Me.Id, new WithdrawDeputy(deputyship), Me, ct), "SignIn.DeputyWithdrawn", ct);

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
        return Done("SignIn.PasswordChanged");
    }

    public async Task<IActionResult> OnPostUnlink(CancellationToken ct)
    {
        // Without a password it would be the last way in.
        if (!(await sessions.Standing(Me.Id, ct)).HasPassword) return LocalRedirect("/account");
        await using var connection = await store.OpenConnectionAsync(ct);
        await ExternalLoginsTable.Unlink(connection, Me.Id, ct);
        return Done("SignIn.Unlinked");
    }

    async Task<IActionResult> Try(Func<Task> act, string said, CancellationToken ct)
    {
        Problem = await this.Refused(texts, act);
        if (Problem is null) return Done(said);
        await Load(ct);
        return Page();
    }

    LocalRedirectResult Done(string said)
    {
        TempData.Say(texts[said]);
        return LocalRedirect("/account");
    }

    async Task Load(CancellationToken ct)
    {
        Standing = await sessions.Standing(Me.Id, ct);
        await using var connection = await store.OpenConnectionAsync(ct);
        Deputies = new(Me.Id, await PeopleQuery.Posts(connection, Me.Id, ct), await PeopleQuery.Deputyships(connection, Me.Id, clock.Today, ct),
            [.. (await PeopleQuery.People(connection, ct)).Where(person => person.Id != Me.Id)], Deputy, clock.Today) { MayChange = Me.For is null };
        IsLinked = Provider is not null && await ExternalLoginsTable.Has(connection, Me.Id, ct);
    }
}

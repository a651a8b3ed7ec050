using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>Where a one-time link leads: the first administrator makes an account, an invited person sets a password.</summary>
[AllowAnonymous]
public sealed class WelcomeModel(Accounts accounts, DocumentStore store, Sessions sessions, Texts texts) : PageModel
{
    public const int ShortestPassword = 10;

    [BindProperty(SupportsGet = true)] public string Token { get; set; } = "";
    [BindProperty, StringLength(50)] public string? Name { get; set; }
    [BindProperty, StringLength(50)] public string? Login { get; set; }
    [BindProperty, StringLength(200)] public string? Password { get; set; }
    [BindProperty, StringLength(200)] public string? Again { get; set; }

    public OpenLink? Link { get; private set; }
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        Link = await accounts.FindLink(Token, ct);
        return Shown();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Link = await accounts.FindLink(Token, ct);
        if (Link is null) return Shown();
        Problem = Wrong();
        if (Problem is not null) return Shown();
        try
        {
            var person = await accounts.Open(Link, Token, Name?.Trim() ?? "", Login?.Trim() ?? "", Password!, ct);
            await using var connection = await store.OpenConnectionAsync(ct);
            var actor = await PeopleQuery.Actor(connection, person, ct) ?? throw new NotFoundException("没有找到这个账户。");
            return LocalRedirect(await sessions.FirstStep(HttpContext, actor, "/", ct));
        }
        catch (RefusalException refusal)
        {
            Problem = texts.Refusal(refusal);
            return Shown();
        }
    }

    string? Wrong() =>
        !ModelState.IsValid ? texts["SignIn.TooLong"]
        : Link is { Person: null } && (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Login)) ? texts["SignIn.NameAndLogin"]
        : Password is not { Length: >= ShortestPassword } ? texts["SignIn.PasswordTooShort", ShortestPassword]
        : Password != Again ? texts["SignIn.PasswordsDiffer"]
        : null;

    PageResult Shown()
    {
        if (Link is null) Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}

using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Tracker.SignIn;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>Setting up two-step sign-in, and turning it off again.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TwoStepSetUpModel(CurrentActor current, Sessions sessions, TwoStep twoStep, PasswordSignIn passwords, SignInSettings settings, Texts texts) : PageModel
{
    [BindProperty] public string? Code { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Still to be confirmed; null where two-step sign-in is on.</summary>
    public byte[]? Secret { get; private set; }
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }
    public int RecoveryLeft { get; private set; }
    public bool HasPassword { get; private set; }
    public string? Problem { get; private set; }
    public bool IsRequired => settings.Require(current.Actor);
    public string AppLink { get; private set; } = "";

    /// <summary>The link as a picture for the app's camera.</summary>
    public IHtmlContent Picture
    {
        get
        {
            using var code = QRCodeGenerator.GenerateQrCode(AppLink, QRCodeGenerator.ECCLevel.M);
            var modules = code.ModuleMatrix;
            var path = new StringBuilder();
            for (var y = 0; y < modules.Count; y++)
                for (var x = 0; x < modules.Count; x++)
                    if (modules[y][x]) path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            return new HtmlString(
                $"""<svg viewBox="0 0 {modules.Count} {modules.Count}" role="img" aria-label="{texts["SignIn.Picture"]}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d="{path}" fill="#000"/></svg>""");
        }
    }

    /// <summary>In fours, to be typed.</summary>
    public string Groups(byte[] secret) => string.Join(' ', Totp.Base32(secret).Chunk(4).Select(four => new string(four)));

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostConfirm(CancellationToken ct)
    {
        RecoveryCodes = await twoStep.Confirm(current.Actor.Id, Code ?? "", ct);
        if (RecoveryCodes is not null) return Page();
        await Load(ct);
        if (Secret is not null) Problem = texts["SignIn.CodeWrong"];
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(CancellationToken ct)
    {
        var standing = await sessions.Standing(current.Actor.Id, ct);
        var outcome = standing.HasPassword ? await passwords.Confirm(current.Actor.Id, Password ?? "", ct) : SignInOutcome.Welcome;
        if (outcome is SignInOutcome.Welcome) outcome = await twoStep.Check(current.Actor.Id, Code ?? "", ct);
        if (outcome is SignInOutcome.Welcome)
        {
            await twoStep.Remove(current.Actor.Id, ct);
            TempData.Say(texts["SignIn.TurnedOff"]);
            return LocalRedirect("/account");
        }
        await Load(ct);
        Problem = outcome is SignInOutcome.Locked
            ? texts["SignIn.Locked", PasswordSignIn.FailuresAllowed, PasswordSignIn.LockedFor.TotalMinutes]
            : texts["SignIn.PasswordOrCodeWrong"];
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        var standing = await sessions.Standing(current.Actor.Id, ct);
        HasPassword = standing.HasPassword;
        Secret = await twoStep.Begin(current.Actor.Id, ct);
        if (Secret is null) RecoveryLeft = await twoStep.RecoveryLeft(current.Actor.Id, ct);
        else AppLink = Totp.Link(Secret, texts["Shell.Product"], standing.Login ?? current.Actor.Name);
    }
}

using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;

namespace Tracker.Web.SignIn;

/// <summary>From a proven first step to a cookie: at once, or by way of a code where the person has two-step sign-in.</summary>
public sealed class Sessions(DocumentStore store, IDataProtectionProvider protection)
{
    const string StampClaim = "stamp";
    const string HalfCookie = "half";

    static readonly TimeSpan HalfLifetime = TimeSpan.FromMinutes(10);

    readonly ITimeLimitedDataProtector half = protection.CreateProtector("half signed in").ToTimeLimitedDataProtector();

    /// <returns>Where to go next.</returns>
    public async Task<string> FirstStep(HttpContext http, Actor actor, string? returnUrl, CancellationToken ct)
    {
        var next = RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/";
        if (!(await Standing(actor.Id, ct)).HasTotp)
        {
            await Open(http, actor, ct);
            return next;
        }
        http.Response.Cookies.Append(HalfCookie, half.Protect(actor.Id.ToString(), HalfLifetime), new()
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/sign-in", MaxAge = HalfLifetime,
        });
        return $"/sign-in/code?returnUrl={Uri.EscapeDataString(next)}";
    }

    /// <summary>Whose code is waited for.</summary>
    public Guid? WhoseCode(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[HalfCookie] is { } cookie ? Guid.Parse(half.Unprotect(cookie)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too late, or not of our making
        }
    }

    public async Task Open(HttpContext http, Actor actor, CancellationToken ct)
    {
        http.Response.Cookies.Delete(HalfCookie, new() { Path = "/sign-in" });
        await http.SignInAsync(PrincipalOf(actor, (await Standing(actor.Id, ct)).Stamp));
    }

    public async Task<Standing> Standing(Guid person, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await StandingQuery.Of(connection, person, ct);
    }

    /// <summary>False where the password has changed since the cookie was made.</summary>
    public static bool IsOf(ClaimsPrincipal cookie, Standing standing) =>
        (cookie.FindFirstValue(StampClaim) ?? "0") == standing.Stamp.ToString(CultureInfo.InvariantCulture);

    static ClaimsPrincipal PrincipalOf(Actor actor, int stamp) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, actor.Id.ToString()),
            new(ClaimTypes.Name, actor.Name),
            new(Shell.Person.UnitClaim, actor.UnitName ?? ""),
            new(StampClaim, stamp.ToString(CultureInfo.InvariantCulture)),
            .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role is Role.Administrator ? Shell.Person.Administrator : role.ToString())),
        ], CookieAuthenticationDefaults.AuthenticationScheme));
}

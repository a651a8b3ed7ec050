using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>Local accounts behind a cookie; every page needs one unless it says otherwise.</summary>
static class SignInHosting
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddSingleton<IPasswordHasher<object>, PasswordHasher<object>>();
        builder.Services.AddDataProtection().SetApplicationName("tracker");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, ProtectionKeys>();
        builder.Services.AddSingleton<PasswordSignIn>();
        builder.Services.AddSingleton<Accounts>();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "tracker";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.AccessDeniedPath = "/error/403";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.Events.OnRedirectToLogin = Redirect(StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = Redirect(StatusCodes.Status403Forbidden);
            options.Events.OnValidatePrincipal = RejectThoseWhoLeft;
        });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static ClaimsPrincipal PrincipalOf(Actor actor) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, actor.Id.ToString()),
            new(ClaimTypes.Name, actor.Name),
            new(Shell.Person.UnitClaim, actor.UnitName ?? ""),
            .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role is Role.Administrator ? Shell.Person.Administrator : role.ToString())),
        ], CookieAuthenticationDefaults.AuthenticationScheme));

    static async Task RejectThoseWhoLeft(CookieValidatePrincipalContext context)
    {
        var store = context.HttpContext.RequestServices.GetRequiredService<DocumentStore>();
        await using var connection = await store.OpenConnectionAsync(context.HttpContext.RequestAborted);
        if (Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await ActingAs.Find(context.HttpContext, connection, id) is { } actor)
        {
            context.HttpContext.Items[typeof(Actor)] = actor;
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    // A script can do nothing with a sign-in page: under /api the status says it.
    static Func<RedirectContext<CookieAuthenticationOptions>, Task> Redirect(int status) => context =>
    {
        if (Http.HttpHosting.IsApi(context.Request.Path) || status == StatusCodes.Status403Forbidden)
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    };
}

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
using Tracker.SignIn;

namespace Tracker.Web.SignIn;

/// <summary>Local accounts behind a cookie; every page needs one unless it says otherwise.</summary>
static class SignInHosting
{
    const string Either = "token or cookie";
    const string TwoStepPage = "/account/two-step";

    // What somebody may still reach who has to set up two-step sign-in first.
    static readonly string[] Meanwhile = [TwoStepPage, "/sign-in", "/language", "/error", "/health"];

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddSingleton<IPasswordHasher<object>, PasswordHasher<object>>();
        builder.Services.AddDataProtection().SetApplicationName("tracker");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, ProtectionKeys>();
        builder.Services.AddSingleton<PasswordSignIn>();
        builder.Services.AddSingleton<Accounts>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddSingleton<TwoStep>();
        builder.Services.AddSingleton<ApiTokens>();
        builder.Services.AddSingleton(SignInSettings.Of(builder.Configuration));
        var authentication = builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = Either;
            options.DefaultSignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        });
        authentication.AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
            BearerSignIn.IsAsked(context.Request) ? BearerSignIn.Name : CookieAuthenticationDefaults.AuthenticationScheme);
        authentication.AddScheme<AuthenticationSchemeOptions, BearerSignIn>(BearerSignIn.Name, null);
        builder.AddProvider(authentication);
        authentication.AddCookie(options =>
        {
            options.Cookie.Name = "tracker";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
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

    public static void MapSignIn(this WebApplication app) => app.MapProvider();

    public static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(LeadToTwoStep);
    }

    static async Task RejectThoseWhoLeft(CookieValidatePrincipalContext context)
    {
        var store = context.HttpContext.RequestServices.GetRequiredService<DocumentStore>();
        await using var connection = await store.OpenConnectionAsync(context.HttpContext.RequestAborted);
        if (Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await ActingAs.Find(context.HttpContext, connection, id) is { } actor)
        {
            var standing = await StandingQuery.Of(connection, id, context.HttpContext.RequestAborted);
            if (Sessions.IsOf(context.Principal!, standing))
            {
                context.HttpContext.Items[typeof(Actor)] = actor;
                context.HttpContext.Items[typeof(Standing)] = standing;
                return;
            }
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    // Where the setting makes it obligatory, who lacks it gets nowhere else.
    static Task LeadToTwoStep(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (context.Items[typeof(Standing)] is not Standing { HasTotp: false } || context.Items[typeof(Actor)] is not Actor actor
            || !context.RequestServices.GetRequiredService<SignInSettings>().Require(actor) || Meanwhile.Any(open => path.StartsWithSegments(open))) return next(context);
        if (Http.HttpHosting.IsApi(path)) context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else context.Response.Redirect(TwoStepPage);
        return Task.CompletedTask;
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

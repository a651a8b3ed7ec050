using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>统一身份认证, where it is configured: a link on the sign-in page, and one on the person's own account.</summary>
static class ProviderHosting
{
    public static void AddProvider(this WebApplicationBuilder builder, AuthenticationBuilder authentication)
    {
        if (ProviderSettings.Of(builder.Configuration) is not { } settings) return;
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ProviderPeople>();
        builder.Services.AddSingleton<ProviderLinkKey>();
        authentication.AddOAuth<ProviderOptions, ProviderSignIn>(ProviderSignIn.Name, settings.DisplayName, options =>
        {
            options.Use(settings);
            options.CallbackPath = "/sign-in/provider/callback";
            // The answer is a link from another site, over plain http too in an inner network.
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.CorrelationCookie.Name = "provider.";
            options.Events.OnTicketReceived = async received =>
            {
                var people = received.HttpContext.RequestServices.GetRequiredService<ProviderPeople>();
                received.Response.Redirect(await people.Arrive(received.HttpContext, received.Principal!, received.Properties, received.ReturnUri, received.HttpContext.RequestAborted));
                received.HandleResponse();
            };
            options.Events.OnAccessDenied = denied => Back(denied, ProviderProblem.Denied);
            options.Events.OnRemoteFailure = failed => Back(failed, ProviderProblem.Of(failed.Failure));
        });
    }

    public static void MapProvider(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<ProviderSettings>() is null) return;
        routes.MapGet("/sign-in/provider", (string? returnUrl) =>
            TypedResults.Challenge(new() { RedirectUri = RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/" }, [ProviderSignIn.Name])).AllowAnonymous();
        routes.MapGet("/account/link", Results<ChallengeHttpResult, RedirectHttpResult> (string? key, ProviderLinkKey keys, CurrentActor current) =>
            keys.Opens(key, current.Actor)
                ? TypedResults.Challenge(new() { RedirectUri = "/account", Items = { [ProviderPeople.LinkTo] = current.Actor.Id.ToString() } }, [ProviderSignIn.Name])
                : TypedResults.LocalRedirect("/account"));
    }

    static Task Back<T>(HandleRequestContext<T> context, string problem) where T : AuthenticationSchemeOptions
    {
        context.Response.Redirect(ProviderProblem.Page(problem));
        context.HandleResponse();
        return Task.CompletedTask;
    }
}

/// <summary>What a link to /account/link must carry, so that no other site can have somebody's account linked.</summary>
/// <remarks>It is a link and no form, because a form may not lead to another site (form-action in the content policy).</remarks>
sealed class ProviderLinkKey(IDataProtectionProvider protection)
{
    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("link to provider").ToTimeLimitedDataProtector();

    public string For(Actor actor) => protector.Protect(actor.Id.ToString(), TimeSpan.FromMinutes(30));

    public bool Opens(string? key, Actor actor)
    {
        try
        {
            return key is not null && protector.Unprotect(key) == actor.Id.ToString();
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}

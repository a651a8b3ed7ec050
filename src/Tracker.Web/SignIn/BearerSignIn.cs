using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Tracker.People;
using Tracker.Web.Http;

namespace Tracker.Web.SignIn;

/// <summary>Authorization: Bearer under /api. Such a request's cookies are not looked at.</summary>
sealed class BearerSignIn(
    ApiTokens tokens, RateLimits limits, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Bearer";

    const string Begins = "Bearer ";

    bool tooMany;

    public static bool IsAsked(HttpRequest request) =>
        HttpHosting.IsApi(request.Path) && request.Headers.Authorization.ToString().StartsWith(Begins, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        tooMany = limits.TokensFailed(Context);
        if (tooMany) return AuthenticateResult.Fail("Too many tokens failed.");
        var token = Request.Headers.Authorization.ToString()[Begins.Length..].Trim();
        if (await tokens.Holder(token, Context.RequestAborted) is not { } actor)
        {
            limits.TokenFailed(Context);
            return AuthenticateResult.Fail("No such token.");
        }
        Context.Items[typeof(Actor)] = actor;
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, actor.Id.ToString()), new(ClaimTypes.Name, actor.Name)], Name);
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = tooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;
        if (tooMany) Response.Headers.RetryAfter = RateLimits.RetryAfter;
        else Response.Headers.WWWAuthenticate = Name;
        return Task.CompletedTask;
    }
}

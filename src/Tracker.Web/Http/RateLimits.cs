using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Tracker.Web.Http;

/// <summary>How often a minute: Tracker:RateLimits:SignIn and :Links and :TokenFailures for an address, :Login for a login.</summary>
/// <remarks>An office of many people comes from one address, hence the numbers; an account is guarded by its lockout besides.</remarks>
public sealed class RateLimits : IDisposable
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>In seconds, as the header has it.</summary>
    public const string RetryAfter = "60";

    readonly PartitionedRateLimiter<string> logins;
    readonly PartitionedRateLimiter<string> tokens;

    public RateLimits(IConfiguration settings)
    {
        var section = settings.GetSection("Tracker:RateLimits");
        var (signIn, links) = (section.GetValue("SignIn", 60), section.GetValue("Links", 60));
        logins = Each(section.GetValue("Login", 30));
        tokens = Each(section.GetValue("TokenFailures", 20));
        Requests = PartitionedRateLimiter.Create<HttpContext, string>(context => KindOf(context.Request) switch
        {
            Kind.SignIn => Fixed($"sign-in {AddressOf(context)}", signIn),
            Kind.Link => Fixed($"link {AddressOf(context)}", links),
            _ => RateLimitPartition.GetNoLimiter(""),
        });
    }

    public PartitionedRateLimiter<HttpContext> Requests { get; }

    /// <summary>False where this login was tried too often, by whomever.</summary>
    public bool MayTry(string login) => logins.AttemptAcquire(login.ToUpperInvariant()).IsAcquired;

    public void TokenFailed(HttpContext context) => tokens.AttemptAcquire(AddressOf(context));

    public bool TokensFailed(HttpContext context) => tokens.GetStatistics(AddressOf(context)) is { CurrentAvailablePermits: 0 };

    public void Dispose()
    {
        logins.Dispose();
        tokens.Dispose();
        Requests.Dispose();
    }

    enum Kind { Any, SignIn, Link }

    static Kind KindOf(HttpRequest request) =>
        request.Path.StartsWithSegments("/sign-in") && (HttpMethods.IsPost(request.Method) || request.Path.StartsWithSegments("/sign-in/provider")) ? Kind.SignIn
        : request.Path.StartsWithSegments("/account") && HttpMethods.IsPost(request.Method) ? Kind.SignIn
        : request.Path.StartsWithSegments("/welcome") || request.Path.StartsWithSegments("/reply") ? Kind.Link
        : Kind.Any;

    // Of an IPv6 address the network: one customer has 2^64 of them.
    static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => new IPAddress([.. six.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        { } four => four.ToString(),
    };

    static PartitionedRateLimiter<string> Each(int permits) => PartitionedRateLimiter.Create<string, string>(key => Fixed(key, permits));

    static RateLimitPartition<string> Fixed(string key, int permits) => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = Window });
}

static class RateLimitsHosting
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<RateLimits>((options, limits) =>
        {
            options.GlobalLimiter = limits.Requests;
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = RateLimits.RetryAfter;
                return ValueTask.CompletedTask;
            };
        });
    }
}

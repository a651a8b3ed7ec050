using Microsoft.AspNetCore.DataProtection;
using Tracker.People;

namespace Tracker.Web.ReplyLinks;

/// <summary>The signed, expiring token of a reply link; the database keeps its hash beside.</summary>
public sealed class ReplyLinkToken(IDataProtectionProvider protection)
{
    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("reply link").ToTimeLimitedDataProtector();

    public string For(Guid link, DateTimeOffset until) => protector.Protect($"{link:N}", until);

    /// <summary>The hash to look it up by; null where it is not signed by us, or too late.</summary>
    public string? HashOf(string token)
    {
        try
        {
            protector.Unprotect(token);
            return Hash(token);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public static string Hash(string token) => OneTimeLink.HashOf(token);
}

static class ReplyLinksHosting
{
    public static void AddReplyLinks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReplyLinkToken>();
        builder.Services.AddSingleton<Tracker.ReplyLinks.ReplyLinkHandler>();
    }
}

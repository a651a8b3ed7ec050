using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.Webhooks;

/// <summary>What receivers check a message by, as Standard Webhooks has it: whsec_ and the key in base64.</summary>
public static class WebhookSecret
{
    const string Prefix = "whsec_";

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The webhook-signature: HMAC-SHA256 over id, timestamp and body, so that none of them can be exchanged.</summary>
    public static string Sign(string secret, string id, DateTimeOffset at, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), Encoding.UTF8.GetBytes(signed)));
    }
}

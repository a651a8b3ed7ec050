using System.Globalization;
using System.Security.Claims;

namespace Tracker.Web.Api;

/// <summary>ETag and If-Match carry the version; Idempotency-Key makes a repetition harmless.</summary>
static class CallHeaders
{
    public const string Key = "Idempotency-Key";

    // Stored with each event that the call causes.
    const int LongestKey = 200;

    public static string Tag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Without If-Match the caller says that any version will do.</summary>
    public static long? Expected(HttpRequest request) => Expected(request.Headers.IfMatch.ToString());

    public static long? Expected(string? match)
    {
        if (string.IsNullOrEmpty(match) || match == "*") return null;
        return long.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new BadHttpRequestException($"If-Match is not a version: {match}.");
    }

    /// <summary>Each person's keys are his own: "1" of one script is not "1" of another's.</summary>
    public static string? KeyOf(HttpRequest request) => request.Headers[Key].ToString() switch
    {
        "" => null,
        { Length: > LongestKey } => throw new BadHttpRequestException($"{Key} is longer than {LongestKey} characters."),
        var key => $"{request.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier)}:{key}",
    };
}

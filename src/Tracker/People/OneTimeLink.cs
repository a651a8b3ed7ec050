using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.People;

/// <summary>A link that makes or opens an account once; the database keeps only its hash.</summary>
public static class OneTimeLink
{
    public const string FirstAdministrator = "first-administrator";
    const string Invited = "invitation:";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public static string Invitation(Guid person) => $"{Invited}{person}";

    public static Guid? PersonInvited(string? purpose) =>
        purpose is not null && purpose.StartsWith(Invited, StringComparison.Ordinal) && Guid.TryParse(purpose[Invited.Length..], out var person) ? person : null;

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

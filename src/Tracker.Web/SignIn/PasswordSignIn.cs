using Microsoft.AspNetCore.Identity;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>What came of a name and a password.</summary>
public enum SignInOutcome { Welcome, Wrong, Locked }

/// <summary>Checks a password; after five failures the account is locked for a quarter of an hour.</summary>
public sealed class PasswordSignIn(DocumentStore store, IPasswordHasher<object> hasher, TimeProvider time)
{
    public const int FailuresAllowed = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    static readonly object Anyone = new();

    // Checked where no account has the name, so that the answer takes as long as for one that exists.
    readonly string decoy = hasher.HashPassword(Anyone, Guid.Empty.ToString());

    public async Task<(SignInOutcome Outcome, Actor? Actor)> Check(string login, string password, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var credential = await CredentialsTable.Find(connection, login, ct);
        var matches = hasher.VerifyHashedPassword(Anyone, credential is { PasswordHash.Length: > 0 } ? credential.PasswordHash : decoy, password) is not PasswordVerificationResult.Failed;
        if (credential is null) return (SignInOutcome.Wrong, null);
        if (credential.LockedUntil > time.GetUtcNow()) return (SignInOutcome.Locked, null);
        if (!matches)
        {
            await CredentialsTable.Failed(connection, credential.PersonId, time.GetUtcNow() + LockedFor, FailuresAllowed, ct);
            return (SignInOutcome.Wrong, null);
        }

        await CredentialsTable.Succeeded(connection, credential.PersonId, ct);
        var actor = await PeopleQuery.Actor(connection, credential.PersonId, ct);
        return actor is null ? (SignInOutcome.Wrong, null) : (SignInOutcome.Welcome, actor);
    }
}

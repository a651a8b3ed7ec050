using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;

namespace Tracker.Web.SignIn;

/// <summary>What came of a name and a password, or of a code.</summary>
public enum SignInOutcome { Welcome, Wrong, Locked }

/// <summary>Checks a password; after five failures the account is locked for a quarter of an hour.</summary>
public sealed class PasswordSignIn(DocumentStore store, IPasswordHasher<object> hasher, TimeProvider time)
{
    public const int FailuresAllowed = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    static readonly object Anyone = new();

    // Checked where no account has the name or it has no password, so that the answer takes as long as for one that has.
    readonly string decoy = hasher.HashPassword(Anyone, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public async Task<(SignInOutcome Outcome, Actor? Actor)> Check(string login, string password, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var credential = await CredentialsTable.Find(connection, login, ct);
        var outcome = await Check(connection, credential, password, ct);
        if (outcome is not SignInOutcome.Welcome) return (outcome, null);
        var actor = await PeopleQuery.Actor(connection, credential!.PersonId, ct);
        return actor is null ? (SignInOutcome.Wrong, null) : (SignInOutcome.Welcome, actor);
    }

    /// <summary>Asks somebody who is signed in for the password once more.</summary>
    public async Task<SignInOutcome> Confirm(Guid person, string password, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await Check(connection, await CredentialsTable.OfPerson(connection, person, ct), password, ct);
    }

    public async Task Change(Guid person, string password, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await CredentialsTable.ChangePassword(connection, person, hasher.HashPassword(Anyone, password), ct);
    }

    async Task<SignInOutcome> Check(DbConnection connection, Credential? credential, string password, CancellationToken ct)
    {
        var has = credential is { PasswordHash.Length: > 0 };
        var matches = hasher.VerifyHashedPassword(Anyone, has ? credential!.PasswordHash : decoy, password) is not PasswordVerificationResult.Failed && has;
        if (credential is null) return SignInOutcome.Wrong;
        if (credential.LockedUntil > time.GetUtcNow()) return SignInOutcome.Locked;
        if (!matches)
        {
            await CredentialsTable.Failed(connection, credential.PersonId, time.GetUtcNow() + LockedFor, FailuresAllowed, ct);
            return SignInOutcome.Wrong;
        }
        // Where a code is still to come, the right password alone does not wipe out the codes that failed.
        if (!(await StandingQuery.Of(connection, credential.PersonId, ct)).HasTotp) await CredentialsTable.Succeeded(connection, credential.PersonId, ct);
        return SignInOutcome.Welcome;
    }
}

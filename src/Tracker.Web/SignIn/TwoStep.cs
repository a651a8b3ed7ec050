using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;

namespace Tracker.Web.SignIn;

/// <summary>两步登录: codes of an authenticator app, and recovery codes for a lost telephone.</summary>
public sealed class TwoStep(DocumentStore store, IDataProtectionProvider protection, TimeProvider time)
{
    const int RecoveryCodes = 10;

    readonly IDataProtector secrets = protection.CreateProtector("two-step secrets");

    /// <summary>The secret to be set up; null where one is in use already, for that one is never shown again.</summary>
    public async Task<byte[]?> Begin(Guid person, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await TotpTable.Begin(connection, person, secrets.Protect(Convert.ToHexString(RandomNumberGenerator.GetBytes(Totp.SecretBytes))), ct);
        return await TotpTable.Find(connection, person, ct) is { Confirmed: false } row ? Opened(row) : null;
    }

    /// <returns>Recovery codes, shown once; null where the code is not right.</returns>
    public async Task<IReadOnlyList<string>?> Confirm(Guid person, string code, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        if (await TotpTable.Find(connection, person, ct) is not { Confirmed: false } row || Totp.Matching(Opened(row), code, time.GetUtcNow(), row.LastStep) is not { } step)
            return null;
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Totp.Base32(RandomNumberGenerator.GetBytes(10))).Select(text => $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}")];
        return await TotpTable.Confirm(connection, person, step, time.GetUtcNow(), [.. codes.Select(HashOf)], ct) ? codes : null;
    }

    /// <summary>Uses up a code or a recovery code. A failure counts as one of the password's does.</summary>
    public async Task<SignInOutcome> Check(Guid person, string code, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var now = time.GetUtcNow();
        if ((await CredentialsTable.OfPerson(connection, person, ct))?.LockedUntil > now) return SignInOutcome.Locked;
        var right = await TotpTable.Find(connection, person, ct) is { Confirmed: true } row
            && (Totp.Matching(Opened(row), code, now, row.LastStep) is { } step
                ? await TotpTable.Use(connection, person, step, ct)
                : await TotpTable.UseRecovery(connection, person, HashOf(code), now, ct));
        if (right) await CredentialsTable.Succeeded(connection, person, ct);
        else await CredentialsTable.Failed(connection, person, now + PasswordSignIn.LockedFor, PasswordSignIn.FailuresAllowed, ct);
        return right ? SignInOutcome.Welcome : SignInOutcome.Wrong;
    }

    public async Task<int> RecoveryLeft(Guid person, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await TotpTable.RecoveryLeft(connection, person, ct);
    }

    public async Task Remove(Guid person, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await TotpTable.Remove(connection, person, ct);
    }

    /// <summary>For somebody who lost the telephone, by a 管理员 who manages him.</summary>
    public async Task Reset(Guid person, Actor actor, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        Managing.NeedPerson(actor, person, (await PeopleQuery.Posts(connection, person, ct)).Select(row => row.Post));
        await TotpTable.Remove(connection, person, ct);
    }

    byte[] Opened(TotpRow row) => Convert.FromHexString(secrets.Unprotect(row.Secret));

    static string HashOf(string recovery) => OneTimeLink.HashOf(new string([.. recovery.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
}

using System.Data.Common;

namespace Tracker.SignIn;

/// <param name="Secret">Encrypted.</param>
/// <param name="LastStep">The step of the last code that was accepted.</param>
public sealed record TotpRow(string Secret, bool Confirmed, long LastStep);

/// <summary>两步登录: encrypted secrets and the hashes of recovery codes.</summary>
public static class TotpTable
{
    public static async Task<TotpRow?> Find(DbConnection connection, Guid person, CancellationToken ct) =>
        (await connection.Command("select secret, confirmed_at is not null, last_step from totp where person_id = $1", person)
            .Rows(r => new TotpRow(r.GetString(0), r.GetBoolean(1), r.GetInt64(2)), ct)).SingleOrDefault();

    /// <summary>A secret not yet asked for; one that is in use is left as it is.</summary>
    public static Task Begin(DbConnection connection, Guid person, string secret, CancellationToken ct) =>
        connection.Run("insert into totp (person_id, secret) values ($1, $2) on conflict (person_id) do nothing", ct, person, secret);

    /// <summary>From here on a code is asked for, with new recovery codes for a lost telephone.</summary>
    /// <returns>False where it was in use already.</returns>
    public static async Task<bool> Confirm(DbConnection connection, Guid person, long step, DateTimeOffset now, IReadOnlyList<string> recoveryHashes, CancellationToken ct) =>
        await connection.Run("""
            with confirmed as (update totp set confirmed_at = $2, last_step = $3 where person_id = $1 and confirmed_at is null returning person_id),
            emptied as (delete from recovery_codes where person_id in (select person_id from confirmed) and not code_hash = any($4))
            insert into recovery_codes (person_id, code_hash) select person_id, unnest($4::text[]) from confirmed
            """, ct, person, now, step, recoveryHashes.ToArray()) > 0;

    /// <returns>False where that code, or a later one, was used before: even by somebody at the same moment.</returns>
    public static async Task<bool> Use(DbConnection connection, Guid person, long step, CancellationToken ct) =>
        await connection.Run("update totp set last_step = $2 where person_id = $1 and last_step < $2", ct, person, step) > 0;

    public static async Task<bool> UseRecovery(DbConnection connection, Guid person, string hash, DateTimeOffset now, CancellationToken ct) =>
        await connection.Run("update recovery_codes set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null", ct, person, hash, now) > 0;

    public static async Task<int> RecoveryLeft(DbConnection connection, Guid person, CancellationToken ct) =>
        (await connection.Command("select count(*)::int from recovery_codes where person_id = $1 and used_at is null", person).Rows(r => r.GetInt32(0), ct)).Single();

    public static async Task Remove(DbConnection connection, Guid person, CancellationToken ct)
    {
        await connection.Run("delete from totp where person_id = $1", ct, person);
        await connection.Run("delete from recovery_codes where person_id = $1", ct, person);
    }
}

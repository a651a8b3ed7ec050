using System.Data.Common;
using Tracker.EventStore;

namespace Tracker.People;

public sealed record Credential(Guid PersonId, string PasswordHash, int Failures, DateTimeOffset? LockedUntil);

/// <summary>Sign-in secrets and one-time links: rows, never events.</summary>
public static class CredentialsTable
{
    public static void Set(IStatementBatch batch, Guid personId, string login, string passwordHash) =>
        batch.Execute("""
            insert into credentials (person_id, login, password_hash) values ($1, $2, $3)
            on conflict (person_id) do update set login = excluded.login, password_hash = excluded.password_hash, stamp = credentials.stamp + 1, failures = 0, locked_until = null
            """, personId, login, passwordHash);

    public static async Task<Credential?> Find(DbConnection connection, string login, CancellationToken ct) =>
        (await connection.Command("select person_id, password_hash, failures, locked_until from credentials where lower(login) = lower($1)", login)
            .Rows(r => new Credential(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.Nullable<DateTimeOffset>(3)), ct)).SingleOrDefault();

    public static async Task<Credential?> OfPerson(DbConnection connection, Guid personId, CancellationToken ct) =>
        (await connection.Command("select person_id, password_hash, failures, locked_until from credentials where person_id = $1", personId)
            .Rows(r => new Credential(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.Nullable<DateTimeOffset>(3)), ct)).SingleOrDefault();

    /// <summary>A new password; every cookie made before it is no longer good.</summary>
    public static Task ChangePassword(DbConnection connection, Guid personId, string passwordHash, CancellationToken ct) =>
        connection.Run("update credentials set password_hash = $2, stamp = stamp + 1, failures = 0, locked_until = null where person_id = $1", ct, personId, passwordHash);

    public static Task Failed(DbConnection connection, Guid personId, DateTimeOffset lockedUntil, int limit, CancellationToken ct) =>
        connection.Run("""
            update credentials set failures = failures + 1, locked_until = case when failures + 1 >= $2 then $3 else locked_until end
            where person_id = $1
            """, ct, personId, limit, lockedUntil);

    public static Task Succeeded(DbConnection connection, Guid personId, CancellationToken ct) =>
        connection.Run("update credentials set failures = 0, locked_until = null where person_id = $1", ct, personId);

    public static Task AddLink(DbConnection connection, string tokenHash, string purpose, DateTimeOffset expiresAt, CancellationToken ct) =>
        connection.Run("insert into one_time_links (token_hash, purpose, expires_at) values ($1, $2, $3)", ct, tokenHash, purpose, expiresAt);

    /// <summary>In the transaction that registers the person.</summary>
    public static void AddLink(IStatementBatch batch, string tokenHash, string purpose, DateTimeOffset expiresAt) =>
        batch.Execute("insert into one_time_links (token_hash, purpose, expires_at) values ($1, $2, $3)", tokenHash, purpose, expiresAt);

    /// <summary>Every login, lower case, with whose it is; also of those who left.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> Logins(DbConnection connection, CancellationToken ct) =>
        (await connection.Command("select lower(login), person_id from credentials").Rows(r => (Login: r.GetString(0), Person: r.GetGuid(1)), ct))
        .ToDictionary(row => row.Login, row => row.Person);

    /// <summary>What an unused, unexpired link is for; null for any other.</summary>
    public static async Task<string?> PurposeOf(DbConnection connection, string tokenHash, DateTimeOffset now, CancellationToken ct) =>
        (await connection.Command("""
            select purpose from one_time_links l where token_hash = $1 and expires_at > $2
            and not exists (select 1 from used_links u where u.token_hash = l.token_hash)
            """, tokenHash, now).Rows(r => r.GetString(0), ct)).SingleOrDefault();

    /// <summary>Marks the link used, in the transaction that makes the account: the key makes a second use fail the whole batch.</summary>
    public static void UseLink(IStatementBatch batch, string tokenHash, DateTimeOffset now) =>
        batch.Execute("insert into used_links (token_hash, used_at) values ($1, $2)", tokenHash, now);

    public static async Task<bool> HasAdministrator(DbConnection connection, CancellationToken ct) =>
        (await connection.Command("select 1 from posts o join credentials c on c.person_id = o.person_id where 'Administrator' = any(o.roles) and o.scope_unit is null limit 1")
            .Rows(r => true, ct)).Count > 0;
}

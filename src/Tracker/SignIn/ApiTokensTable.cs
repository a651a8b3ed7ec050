using System.Data.Common;
using Tracker.People;

namespace Tracker.SignIn;

/// <param name="Prefix">As much of the token as tells one from another.</param>
public sealed record ApiTokenRow(
    Guid Id, Guid PersonId, string PersonName, string Name, string Prefix, IReadOnlyList<Right> Rights,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>接口令牌: only hashes are kept.</summary>
public static class ApiTokensTable
{
    const string Select = """
        select t.id, t.person_id, p.name, t.name, t.prefix, t.rights, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
        from api_tokens t join people p on p.id = t.person_id
        """;

    public static Task Add(DbConnection connection, ApiTokenRow row, string hash, CancellationToken ct) =>
        connection.Run("""
            insert into api_tokens (id, person_id, name, prefix, token_hash, rights, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            """, ct, row.Id, row.PersonId, row.Name, row.Prefix, hash, row.Rights.Select(right => right.ToString()).ToArray(), row.CreatedAt, row.ExpiresAt);

    /// <summary>The token that is still good; null for any other.</summary>
    public static async Task<ApiTokenRow?> Find(DbConnection connection, string hash, DateTimeOffset now, CancellationToken ct) =>
        (await connection.Command($"{Select} where t.token_hash = $1 and t.expires_at > $2 and t.revoked_at is null", hash, now).Rows(Row, ct)).SingleOrDefault();

    /// <summary>Whose it is.</summary>
    public static async Task<Guid?> Holder(DbConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Command("select person_id from api_tokens where id = $1", id).Rows(r => (Guid?)r.GetGuid(0), ct)).SingleOrDefault();

    public static Task<IReadOnlyList<ApiTokenRow>> Of(DbConnection connection, Guid person, CancellationToken ct) =>
        connection.Command($"{Select} where t.person_id = $1 order by t.created_at desc, t.id", person).Rows(Row, ct);

    public static Task<IReadOnlyList<ApiTokenRow>> Open(DbConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.Command($"{Select} where t.expires_at > $1 and t.revoked_at is null and p.left_on is null order by t.created_at desc, t.id", now).Rows(Row, ct);

    /// <summary>At most once a minute: a script that calls a thousand times leaves one write.</summary>
    public static Task Used(DbConnection connection, Guid id, DateTimeOffset now, CancellationToken ct) =>
        connection.Run("update api_tokens set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)", ct, id, now, now.AddMinutes(-1));

    /// <param name="person">Whose it must be.</param>
    public static Task Revoke(DbConnection connection, Guid id, Guid person, DateTimeOffset now, CancellationToken ct) =>
        connection.Run("""
            update api_tokens set revoked_at = $2 where id = $1 and revoked_at is null and person_id = $3
            """, ct, id, now, person);

    static ApiTokenRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetString(4),
        // A right that a later version no longer knows is none.
        [.. r.GetFieldValue<string[]>(5).Where(name => Enum.TryParse<Right>(name, out _)).Select(Enum.Parse<Right>)],
        r.GetFieldValue<DateTimeOffset>(6), r.GetFieldValue<DateTimeOffset>(7), r.Nullable<DateTimeOffset>(8), r.Nullable<DateTimeOffset>(9));
}

using System.Data.Common;
using Tracker.EventStore;

namespace Tracker.SignIn;

/// <summary>统一身份认证: which person a provider's subject is.</summary>
public static class ExternalLoginsTable
{
    public static async Task<Guid?> Find(DbConnection connection, string issuer, string subject, CancellationToken ct) =>
        (await connection.Command("select person_id from external_logins where issuer = $1 and subject = $2", issuer, subject)
            .Rows(r => (Guid?)r.GetGuid(0), ct)).SingleOrDefault();

    public static async Task<bool> Has(DbConnection connection, Guid person, CancellationToken ct) =>
        (await connection.Command("select 1 from external_logins where person_id = $1 limit 1", person).Rows(_ => true, ct)).Count > 0;

    /// <summary>In the transaction that makes the person: the key lets one of two first sign-ins fail as a whole.</summary>
    public static void Add(IStatementBatch batch, string issuer, string subject, Guid person, string? unitClaimed, DateTimeOffset now) =>
        batch.Execute("insert into external_logins (issuer, subject, person_id, unit_claimed, linked_at) values ($1, $2, $3, $4, $5)", issuer, subject, person, unitClaimed, now);

    /// <returns>False where the subject is linked already.</returns>
    public static async Task<bool> Link(DbConnection connection, string issuer, string subject, Guid person, string? unitClaimed, DateTimeOffset now, CancellationToken ct) =>
        await connection.Run("""
            insert into external_logins (issuer, subject, person_id, unit_claimed, linked_at) values ($1, $2, $3, $4, $5) on conflict do nothing
            """, ct, issuer, subject, person, unitClaimed, now) > 0;

    public static Task Unlink(DbConnection connection, Guid person, CancellationToken ct) =>
        connection.Run("delete from external_logins where person_id = $1", ct, person);
}

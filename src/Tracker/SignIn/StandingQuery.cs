using System.Data.Common;

namespace Tracker.SignIn;

/// <summary>How somebody's sign-in is secured.</summary>
/// <param name="Stamp">What a cookie must carry; another one was made before the last change of the password.</param>
public sealed record Standing(int Stamp, bool HasTotp, bool HasPassword, string? Login);

/// <summary>A person on the administrator's page of sign-ins.</summary>
public sealed record SecuredPerson(Guid Id, string Name, string? Login, bool HasTotp, string? Issuer, string? UnitClaimed);

public static class StandingQuery
{
    public static async Task<Standing> Of(DbConnection connection, Guid person, CancellationToken ct) =>
        (await connection.Command("""
            select coalesce(c.stamp, 0), exists(select 1 from totp t where t.person_id = $1 and t.confirmed_at is not null), coalesce(c.password_hash, '') <> '', c.login
            from (select 1) one left join credentials c on c.person_id = $1
            """, person).Rows(r => new Standing(r.GetInt32(0), r.GetBoolean(1), r.GetBoolean(2), r.Text(3)), ct)).Single();

    /// <summary>Who has two-step sign-in or comes by way of a provider.</summary>
    public static Task<IReadOnlyList<SecuredPerson>> Secured(DbConnection connection, CancellationToken ct) =>
        connection.Command("""
            select p.id, p.name, c.login, t.confirmed_at is not null, x.issuer, x.unit_claimed
            from people p left join credentials c on c.person_id = p.id left join totp t on t.person_id = p.id left join external_logins x on x.person_id = p.id
            where p.left_on is null and (t.confirmed_at is not null or x.issuer is not null)
            order by p.name, p.id
            """).Rows(r => new SecuredPerson(r.GetGuid(0), r.GetString(1), r.Text(2), r.GetBoolean(3), r.Text(4), r.Text(5)), ct);
}

using System.Data.Common;

namespace Tracker.People;

public sealed record UnitRow(Guid Id, string Name, string ShortName, Guid? ParentId);

/// <summary>A person with the main post.</summary>
public sealed record PersonRow(Guid Id, string Name, Guid? UnitId, string? UnitName, string? Post, string? Phone, IReadOnlyList<Role> Roles, string? Login)
{
    /// <summary>管理范围 of the main post; null for the whole installation.</summary>
    public Guid? ScopeId { get; init; }
    public string? ScopeName { get; init; }
}

/// <summary>A post, with the names that its ids stand for today.</summary>
public sealed record PostRow(Guid Id, Guid PersonId, string PersonName, Guid? UnitId, string? UnitName, string? Title, IReadOnlyList<Role> Roles, Guid? ScopeId, string? ScopeName)
{
    public bool IsMain => Id == PersonId;

    public Post Post => new(Id, UnitId, Title, Roles, ScopeId);
}

public sealed record DeputyRow(Guid Id, Guid PostId, Guid PersonId, string PersonName, Guid DeputyId, string DeputyName, string? UnitName, string? Title, DateOnly From, DateOnly To);

public static class PeopleQuery
{
    /// <summary>The units that are not closed, in their order.</summary>
    public static Task<IReadOnlyList<UnitRow>> Units(DbConnection connection, CancellationToken ct) =>
        connection.Command("select id, name, short_name, parent_id from units where closed_on is null order by sort_order, name")
            .Rows(r => new UnitRow(r.GetGuid(0), r.GetString(1), r.GetString(2), r.Nullable<Guid>(3)), ct);

    const string Select = """
        select p.id, p.name, p.unit_id, u.name, p.post, p.phone, p.roles, c.login, o.scope_unit, s.name
        from people p left join units u on u.id = p.unit_id left join credentials c on c.person_id = p.id
        left join posts o on o.id = p.id left join units s on s.id = o.scope_unit
        where p.left_on is null
        """;

    public static Task<IReadOnlyList<PersonRow>> People(DbConnection connection, CancellationToken ct) =>
        connection.Command($"{Select} order by u.sort_order nulls first, p.name").Rows(Row, ct);

    public static async Task<PersonRow?> Person(DbConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Command($"{Select} and p.id = $1", id).Rows(Row, ct)).SingleOrDefault();

    /// <summary>The acting person in the main post; null for one who has left.</summary>
    public static async Task<Actor?> Actor(DbConnection connection, Guid personId, CancellationToken ct) =>
        ActingPost.ActorOf(await ActingQuery.Posts(connection, personId, DateOnly.MinValue, ct), null);

    /// <summary>All posts that are held, the main one of each person first.</summary>
    /// <param name="person">Only that person's; null for all.</param>
    public static Task<IReadOnlyList<PostRow>> Posts(DbConnection connection, Guid? person, CancellationToken ct) =>
        connection.Command("""
            select o.id, o.person_id, p.name, o.unit_id, u.name, o.title, o.roles, o.scope_unit, s.name
            from posts o join people p on p.id = o.person_id left join units u on u.id = o.unit_id left join units s on s.id = o.scope_unit
            where $1::uuid is null or o.person_id = $1
            order by u.sort_order nulls first, p.name, o.person_id, o.id <> o.person_id, o.id
            """, person).Rows(r => new PostRow(
            r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.Nullable<Guid>(3), r.Text(4), r.Text(5), Roles(r.GetFieldValue<string[]>(6)), r.Nullable<Guid>(7), r.Text(8)), ct);

    /// <summary>Deputyships not yet over in which the person stands in for somebody, or somebody for him.</summary>
    public static Task<IReadOnlyList<DeputyRow>> Deputyships(DbConnection connection, Guid person, DateOnly today, CancellationToken ct) =>
        connection.Command("""
            select d.id, d.post_id, d.person_id, p.name, d.deputy_id, q.name, u.name, o.title, d.from_day, d.to_day
            from deputyships d join people p on p.id = d.person_id join people q on q.id = d.deputy_id
            join posts o on o.id = d.post_id left join units u on u.id = o.unit_id
            where $1 in (d.person_id, d.deputy_id) and d.to_day >= $2 order by d.from_day, d.id
            """, person, today).Rows(r => new DeputyRow(
            r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetGuid(4), r.GetString(5), r.Text(6), r.Text(7),
            r.GetFieldValue<DateOnly>(8), r.GetFieldValue<DateOnly>(9)), ct);

    /// <summary>Those who are 管理员 over everything and can sign in.</summary>
    public static Task<IReadOnlyList<Guid>> Administrators(DbConnection connection, CancellationToken ct) =>
        connection.Command("""
            select distinct o.person_id from posts o join credentials c on c.person_id = o.person_id
            where 'Administrator' = any (o.roles) and o.scope_unit is null and c.password_hash <> ''
            """).Rows(r => r.GetGuid(0), ct);

    public static async Task<bool> AnotherAdministrator(DbConnection connection, Guid person, CancellationToken ct) =>
        (await Administrators(connection, ct)).Any(administrator => administrator != person);

    /// <summary>How much is open of what each unit leads or helps with, of these units.</summary>
    public static Task<IReadOnlyList<(Guid Unit, int Open)>> OpenWork(DbConnection connection, IReadOnlyCollection<Guid> units, CancellationToken ct) =>
        connection.Command("""
            select u.id, count(*)::int from unnest($1::uuid[]) u(id) join ledger l on (l.lead_unit = u.id or l.with_units @> array[u.id])
            where l.status not in ('Closed', 'CarriedOver') group by u.id
            """, units.ToArray()).Rows(r => (r.GetGuid(0), r.GetInt32(1)), ct);

    static PersonRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.Nullable<Guid>(2), r.Text(3), r.Text(4), r.Text(5), Roles(r.GetFieldValue<string[]>(6)), r.Text(7))
    {
        ScopeId = r.Nullable<Guid>(8), ScopeName = r.Text(9),
    };

    internal static Role[] Roles(string[] names) => [.. names.Select(Enum.Parse<Role>)];
}

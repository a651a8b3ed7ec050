using System.Data.Common;

namespace Tracker.People;

public sealed record UnitRow(Guid Id, string Name, string ShortName, Guid? ParentId);

public sealed record PersonRow(Guid Id, string Name, Guid? UnitId, string? UnitName, string? Post, string? Phone, IReadOnlyList<Role> Roles, string? Login);

public static class PeopleQuery
{
    public static Task<IReadOnlyList<UnitRow>> Units(DbConnection connection, CancellationToken ct) =>
        connection.Command("select id, name, short_name, parent_id from units order by sort_order, name")
            .Rows(r => new UnitRow(r.GetGuid(0), r.GetString(1), r.GetString(2), r.Nullable<Guid>(3)), ct);

    const string Select = """
        select p.id, p.name, p.unit_id, u.name, p.post, p.phone, p.roles, c.login
        from people p left join units u on u.id = p.unit_id left join credentials c on c.person_id = p.id
        where p.left_on is null
        """;

    public static Task<IReadOnlyList<PersonRow>> People(DbConnection connection, CancellationToken ct) =>
        connection.Command($"{Select} order by u.sort_order nulls first, p.name").Rows(Row, ct);

    public static async Task<PersonRow?> Person(DbConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Command($"{Select} and p.id = $1", id).Rows(Row, ct)).SingleOrDefault();

    /// <summary>The acting person with the subtree of units that the scope covers; null for one who has left.</summary>
    public static async Task<Actor?> Actor(DbConnection connection, Guid personId, CancellationToken ct)
    {
        var rows = await connection.Command("""
            with recursive below as (
                select p.unit_id as id from people p where p.id = $1 and p.unit_id is not null
                union
                select u.id from units u join below b on u.parent_id = b.id
            )
            select p.id, p.name, p.unit_id, u.name, p.roles, array(select id from below)
            from people p left join units u on u.id = p.unit_id where p.id = $1 and p.left_on is null
            """, personId).Rows(r => new Actor(r.GetGuid(0), r.GetString(1), r.Nullable<Guid>(2), r.Text(3), Roles(r.GetFieldValue<string[]>(4)))
            {
                UnitIds = r.GetFieldValue<Guid[]>(5),
            }, ct);
        return rows.SingleOrDefault();
    }

    static PersonRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.Nullable<Guid>(2), r.Text(3), r.Text(4), r.Text(5), Roles(r.GetFieldValue<string[]>(6)), r.Text(7));

    static Role[] Roles(string[] names) => [.. names.Select(Enum.Parse<Role>)];
}

using System.Data.Common;

namespace Tracker.People;

/// <summary>A post that a person may act in today: one of his own, or one in which he stands in for another.</summary>
/// <param name="Principal">Whom he stands in for; null for a post of his own.</param>
/// <param name="Until">Last day of the deputyship.</param>
public sealed record ActingPost(
    Guid PostId, PersonRef Person, PersonRef? Principal, Guid? UnitId, string? UnitName, string? Title, IReadOnlyList<Role> Roles,
    IReadOnlyList<Guid> UnitIds, ScopeUnits? Scope, DateOnly? Until)
{
    /// <summary>The person in the post asked for; in the main one where that is not (or no longer) his to act in.</summary>
    /// <param name="posts">As the query gives them: the main post first.</param>
    public static Actor? ActorOf(IReadOnlyList<ActingPost> posts, Guid? asked)
    {
        if (posts.Count == 0) return null;
        var chosen = posts.FirstOrDefault(post => post.PostId == asked) ?? posts[0];
        Guid?[] own = [.. posts.Where(post => post.Principal is null).Select(post => post.UnitId), chosen.UnitId];
        return new(chosen.Person.Id, chosen.Person.Name, chosen.UnitId, chosen.UnitName, chosen.Roles)
        {
            PostId = chosen.PostId, Title = chosen.Title, For = chosen.Principal, UnitIds = chosen.UnitIds, Scope = chosen.Scope,
            TiedTo = [.. own.OfType<Guid>().Distinct()],
        };
    }
}

public static class ActingQuery
{
    /// <summary>Every post that the person may act in on this day, the main one first; none for one who has left: one statement.</summary>
    public static Task<IReadOnlyList<ActingPost>> Posts(DbConnection connection, Guid personId, DateOnly today, CancellationToken ct) =>
        connection.Command($"""
            select o.id, p.name, null::uuid, null, o.unit_id, u.name, o.title, o.roles, o.scope_unit, s.name, null::date,
                   array({Of("o.unit_id", "id")}), array({Of("o.scope_unit", "id")}), array({Of("o.scope_unit", "name")}), (o.id <> o.person_id)::int, 0
            from posts o join people p on p.id = o.person_id left join units u on u.id = o.unit_id left join units s on s.id = o.scope_unit
            where o.person_id = $1
            union all
            select o.id, p.name, c.id, c.name, o.unit_id, u.name, o.title, o.roles, o.scope_unit, s.name, d.to_day,
                   array({Of("o.unit_id", "id")}), array({Of("o.scope_unit", "id")}), array({Of("o.scope_unit", "name")}), 2, 1
            from deputyships d join posts o on o.id = d.post_id join people c on c.id = d.person_id and c.left_on is null
            join people p on p.id = d.deputy_id and p.left_on is null
            left join units u on u.id = o.unit_id left join units s on s.id = o.scope_unit
            where d.deputy_id = $1 and $2 between d.from_day and d.to_day
            order by 15, 1, 11 desc
            """, personId, today).Rows(r => new ActingPost(
            r.GetGuid(0), new(personId, r.GetString(1)), r.Nullable<Guid>(2) is { } principal ? new(principal, r.GetString(3)) : null,
            r.Nullable<Guid>(4), r.Text(5), r.Text(6), PeopleQuery.Roles(r.GetFieldValue<string[]>(7)), r.GetFieldValue<Guid[]>(11),
            r.Nullable<Guid>(8) is { } top ? new(new(top, r.Text(9) ?? ""), r.GetFieldValue<Guid[]>(12).ToHashSet(), r.GetFieldValue<string[]>(13).ToHashSet()) : null,
            r.Nullable<DateOnly>(10)), ct);

    static string Of(string top, string column) => $"""
        with recursive below as (select id, name from units where id = {top} union select u.id, u.name from units u join below b on u.parent_id = b.id)
        select {column} from below
        """;
}

using Tracker.EventStore;

namespace Tracker.People;

/// <summary>Units, people, their posts and deputies as rows; roles by name. A person's row repeats the main post.</summary>
public sealed class PeopleProjection : IProjection
{
    public string Name => "People";
    public IReadOnlyList<string> Tables => ["units", "people", "posts", "deputyships"];

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        switch (e.Data)
        {
            case UnitRegistered x:
                batch.Execute("insert into units (id, name, short_name, parent_id, sort_order) values ($1, $2, $3, $4, $5)", e.StreamId, x.Name, x.ShortName, x.ParentId, x.Order);
                break;
            case UnitRenamed x:
                batch.Execute("update units set name = $2, short_name = $3 where id = $1", e.StreamId, x.Name, x.ShortName);
                break;
            case UnitMoved x:
                batch.Execute("update units set parent_id = $2 where id = $1", e.StreamId, x.ParentId);
                break;
            case UnitClosed:
                batch.Execute("update units set closed_on = $2 where id = $1", e.StreamId, e.Timestamp);
                break;
            case PersonEvent fact:
                Project(e, fact, batch);
                break;
        }
    }

    static void Project(StoredEvent e, PersonEvent fact, IStatementBatch batch)
    {
        switch (fact)
        {
            case PersonRegistered x:
                batch.Execute("insert into people (id, name, unit_id, post, phone) values ($1, $2, $3, $4, $5)", e.StreamId, x.Name, x.UnitId, x.Post, x.Phone);
                batch.Execute("insert into posts (id, person_id, unit_id, title) values ($1, $1, $2, $3)", e.StreamId, x.UnitId, x.Post);
                break;
            case RolesGranted x:
                batch.Execute("update people set roles = $2 where id = $1", e.StreamId, Names(x.Roles));
                batch.Execute("update posts set roles = $2 where id = $1", e.StreamId, Names(x.Roles));
                break;
            case PersonMoved x:
                batch.Execute("update people set unit_id = $2, post = $3 where id = $1", e.StreamId, x.UnitId, x.Post);
                batch.Execute("update posts set unit_id = $2, title = $3 where id = $1", e.StreamId, x.UnitId, x.Post);
                break;
            case PersonRenamed x:
                batch.Execute("update people set name = $2 where id = $1", e.StreamId, x.Name);
                break;
            case PhoneChanged x:
                batch.Execute("update people set phone = $2 where id = $1", e.StreamId, x.Phone);
                break;
            case PostTaken x:
                batch.Execute("insert into posts (id, person_id, unit_id, title, roles, scope_unit) values ($1, $2, $3, $4, $5, $6)",
                    x.PostId, e.StreamId, x.UnitId, x.Title, Names(x.Roles), x.ScopeId);
                break;
            case PostChanged x:
                batch.Execute("update posts set unit_id = $2, title = $3, roles = $4, scope_unit = $5 where id = $1", x.PostId, x.UnitId, x.Title, Names(x.Roles), x.ScopeId);
                if (x.PostId == e.StreamId)
                    batch.Execute("update people set unit_id = $2, post = $3, roles = $4 where id = $1", e.StreamId, x.UnitId, x.Title, Names(x.Roles));
                break;
            case PostLeft x:
                batch.Execute("delete from posts where id = $1", x.PostId);
                batch.Execute("delete from deputyships where post_id = $1", x.PostId);
                break;
            case DeputyNamed x:
                batch.Execute("insert into deputyships (id, post_id, person_id, deputy_id, from_day, to_day) values ($1, $2, $3, $4, $5, $6)",
                    x.DeputyshipId, x.PostId, e.StreamId, x.Deputy.Id, x.From, x.To);
                break;
            case DeputyWithdrawn x:
                batch.Execute("delete from deputyships where id = $1", x.DeputyshipId);
                break;
            case PersonLeft:
                batch.Execute("update people set left_on = $2 where id = $1", e.StreamId, e.Timestamp);
                batch.Execute("delete from posts where person_id = $1", e.StreamId);
                batch.Execute("delete from deputyships where $1 in (person_id, deputy_id)", e.StreamId);
                break;
        }
    }

    static string[] Names(IReadOnlyList<Role> roles) => [.. roles.Select(role => role.ToString())];
}

using Tracker.EventStore;

namespace Tracker.People;

/// <summary>Units and people as rows; roles by name.</summary>
public sealed class PeopleProjection : IProjection
{
    public string Name => "People";
    public IReadOnlyList<string> Tables => ["units", "people"];

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
            case PersonRegistered x:
                batch.Execute("insert into people (id, name, unit_id, post, phone) values ($1, $2, $3, $4, $5)", e.StreamId, x.Name, x.UnitId, x.Post, x.Phone);
                break;
            case RolesGranted x:
                batch.Execute("update people set roles = $2 where id = $1", e.StreamId, x.Roles.Select(role => role.ToString()).ToArray());
                break;
            case PersonMoved x:
                batch.Execute("update people set unit_id = $2, post = $3 where id = $1", e.StreamId, x.UnitId, x.Post);
                break;
            case PersonLeft:
                batch.Execute("update people set left_on = $2 where id = $1", e.StreamId, e.Timestamp);
                break;
        }
    }
}

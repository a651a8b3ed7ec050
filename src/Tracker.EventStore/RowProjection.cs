namespace Tracker.EventStore;

/// <summary>A projection whose rows belong to one stream each: what an event changes is declared, not written as SQL.</summary>
/// <remarks>
/// One definition serves inline and by the daemon, where it becomes one statement an event, and for rebuilds and rows as
/// of a moment, where it is folded in memory. The column defaults of its table must be constants.
/// </remarks>
/// <param name="name">Name of its checkpoint row.</param>
/// <param name="table">Its table, unqualified.</param>
/// <param name="key">The column that holds the stream's id.</param>
public abstract class RowProjection(string name, string table, string key) : IProjection
{
    [ThreadStatic]
    static RowChange? recorder;

    readonly RowShapes shapes = new(table, key);

    public string Name => name;

    public IReadOnlyList<string> Tables { get; } = [table];

    internal string Table => table;

    internal string Key => key;

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        var change = Changed(new(e.StreamId, e.Version, e.Timestamp, e.UserName, e.Data));
        if (!change.IsEmpty)
        {
            batch.Execute(ShapeOf(change, e.Data).Sql, change.Parameters(e.StreamId));
        }
    }

    /// <summary>Says what one event does to its stream's row. Pure: no clock, no state.</summary>
    protected abstract void Project(in RowEvent e, RowChange row);

    /// <summary>What an event does; good until this thread asks for the next one.</summary>
    internal RowChange Changed(in RowEvent e)
    {
        var change = recorder ??= new();
        change.Begin();
        Project(e, change);
        return change;
    }

    internal RowShape ShapeOf(RowChange change, object data) => shapes.Of(change, data.GetType());
}

/// <summary>What a row may be made of: the event, with the part of its envelope that is the same however the row is written.</summary>
/// <param name="StreamId">The stream it belongs to.</param>
/// <param name="Version">1, 2, 3 … within its stream.</param>
/// <param name="Timestamp">When it was appended, UTC.</param>
/// <param name="UserName">Who appended it, or null.</param>
/// <param name="Data">The event itself.</param>
public readonly record struct RowEvent(Guid StreamId, long Version, DateTimeOffset Timestamp, string? UserName, object Data);

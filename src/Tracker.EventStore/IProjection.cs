namespace Tracker.EventStore;

/// <summary>Turns events into rows of tables that it alone writes. Run inline (in the append's transaction) or by the daemon.</summary>
public interface IProjection
{
    /// <summary>Name of its checkpoint row, without the <c>:All</c> that Marten adds.</summary>
    string Name { get; }

    /// <summary>The tables it owns, unqualified: emptied before a rebuild.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Queues the statements for one event. Pure but for the batch: no clock, no reading back.</summary>
    void Project(StoredEvent e, IStatementBatch batch);
}

/// <summary>Statements that travel with the append, or with the daemon's checkpoint, in one transaction and one round trip.</summary>
public interface IStatementBatch
{
    /// <summary>Queues one statement with positional parameters <c>$1, $2 …</c>; null, string, Guid, bool, int, long, double, DateOnly, DateTimeOffset (UTC), byte[] and arrays of these.</summary>
    void Execute(string sql, params object?[] parameters);
}

using Npgsql;

namespace Tracker.EventStore;

/// <summary>Replays events in their order as the statements of a projection, page by page.</summary>
/// <param name="store">Whose events.</param>
/// <param name="target">The projection, and how it is run: inline it never sees a sequence number.</param>
/// <param name="skipped">Events that are passed over.</param>
/// <param name="where">SQL, more conditions; empty for none.</param>
sealed class EventReplay(
    DocumentStore store, (IProjection Projection, ProjectionLifecycle Lifecycle) target, HashSet<long> skipped, string where = "")
{
    const int PageSize = 1000;

    /// <summary>Queues the statements of the next page.</summary>
    /// <returns>How many events it has, and the number up to which all are dealt with.</returns>
    public async Task<(int Events, long Position)> QueueAsync(
        NpgsqlConnection connection, NpgsqlBatch batch, long after, long upTo, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select {EventRow.Columns} from {store.Schema}.mt_events where seq_id > $1 and seq_id <= $2 {where} order by seq_id limit $3",
            after, upTo, PageSize);
        var (events, last) = (0, after);
        var statements = new StatementBatch();
        await foreach (var row in command.EventRowsAsync(ct))
        {
            (events, last) = (events + 1, row.Sequence);
            if (!skipped.Contains(last))
            {
                var stored = row.Read(store.Options.Events);
                target.Projection.Project(target.Lifecycle == ProjectionLifecycle.Inline ? stored with { Sequence = 0 } : stored, statements);
            }
        }
        statements.CopyTo(batch);
        return (events, events == PageSize ? last : upTo);
    }

    /// <summary>Runs the statements of all events between two numbers.</summary>
    /// <returns>How many events there were.</returns>
    public async Task<long> RunAsync(NpgsqlConnection connection, long after, long upTo, CancellationToken ct)
    {
        var events = 0L;
        while (after < upTo)
        {
            await using var batch = connection.CreateBatch();
            (var page, after) = await QueueAsync(connection, batch, after, upTo, ct);
            if (batch.BatchCommands.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(ct);
            }
            events += page;
        }
        return events;
    }
}

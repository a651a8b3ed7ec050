using Npgsql;

namespace Tracker.EventStore;

/// <summary>Empties a projection's tables and replays every event, in one transaction.</summary>
/// <remarks>
/// Asynchronous: the checkpoint's row is locked, so the daemon waits, and then finds its checkpoint moved.
/// Inline: its tables are locked against writers (readers go on). A unit of work in flight then either has committed, and
/// its events are replayed, or waits at the lock, and its events are invisible until its own statements have run on top
/// of the rebuilt rows. Waiting for a safe mark here would be waiting for the one who waits for us.
/// </remarks>
sealed class Rebuild(DocumentStore store, string name, IProgress<RebuildProgress>? progress)
{
    const int PageSize = 1000;
    const int Attempts = 3;

    readonly (IProjection Projection, ProjectionLifecycle Lifecycle) target = store.Options.Projections.Named(name);
    readonly Checkpoints checkpoints = new(store);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var source = store.Unpooled("rebuild", commandTimeout: 0);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await (target.Lifecycle == ProjectionLifecycle.Inline ? InlineAsync(connection, ct) : AsyncAsync(connection, ct));
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // A writer held one of the tables and wanted another; one of the two had to begin again.
            }
        }
    }

    async Task AsyncAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var safe = await HighWaterMark.SettleAsync(store, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var checkpoint = await checkpoints.ReadAsync(connection, name, forUpdate: true, ct);
        // The daemon may have come further than the mark found above: what it reached was safe too.
        var end = Math.Max(safe, checkpoint);
        await ReplayAsync(connection, end, ct);
        await using (var batch = connection.CreateBatch())
        {
            checkpoints.Advance(batch, name, checkpoint, end);
            batch.Add($"delete from {store.Schema}.tracker_projection_pauses where projection = $1", name);
            checkpoints.RaiseHighWater(batch, end);
            await batch.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }

    async Task InlineAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (target.Projection.Tables.Count > 0)
        {
            await ExecuteAsync(connection, $"lock table {string.Join(", ", target.Projection.Tables)} in exclusive mode", ct);
        }
        await using var last = connection.Command($"select coalesce(max(seq_id), 0) from {store.Schema}.mt_events");
        await ReplayAsync(connection, (long)(await last.ExecuteScalarAsync(ct))!, ct);
        await transaction.CommitAsync(ct);
    }

    async Task ReplayAsync(NpgsqlConnection connection, long end, CancellationToken ct)
    {
        var skipped = await checkpoints.SkippedAsync(connection, name, ct);
        foreach (var table in target.Projection.Tables)
        {
            // Not truncate: readers keep the old rows until the commit.
            await ExecuteAsync(connection, $"delete from {table}", ct);
        }
        for (var (position, events) = (0L, 0L); position < end;)
        {
            var page = await PageAsync(connection, position, end, ct);
            var statements = new StatementBatch();
            foreach (var row in page.Where(r => !skipped.Contains(r.Sequence)))
            {
                var inline = target.Lifecycle == ProjectionLifecycle.Inline;
                var stored = row.Read(store.Options.Events);
                target.Projection.Project(inline ? stored with { Sequence = 0 } : stored, statements);
            }
            await using var batch = connection.CreateBatch();
            statements.CopyTo(batch);
            if (statements.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(ct);
            }
            position = page.Count == PageSize ? page[^1].Sequence : end;
            events += page.Count;
            progress?.Report(new(name, events, position, end));
        }
    }

    async Task<List<EventRow>> PageAsync(NpgsqlConnection connection, long after, long upTo, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select {EventRow.Columns} from {store.Schema}.mt_events where seq_id > $1 and seq_id <= $2 order by seq_id limit $3",
            after, upTo, PageSize);
        return await command.EventRowsAsync(ct).ToListAsync(ct);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}

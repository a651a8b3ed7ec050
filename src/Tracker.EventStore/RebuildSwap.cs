using Npgsql;

namespace Tracker.EventStore;

/// <summary>The last moment of a rebuild: the events that came late, and the new tables in the place of the old, in one transaction.</summary>
/// <remarks>
/// Inline: the tables are locked first. A unit of work in flight either has committed by then, and its events are
/// replayed; or waits at the lock, and its events are invisible here: its statements are planned anew after the wait, for
/// the table that has the name then. Asynchronous: the checkpoint's row is locked, so the daemon waits, and then finds its
/// checkpoint moved. Nobody queues behind us for long: the lock is given up soon, and asked for again.
/// </remarks>
sealed class RebuildSwap(
    DocumentStore store, (IProjection Projection, ProjectionLifecycle Lifecycle) target, NpgsqlConnection connection,
    TableCopies copies, EventReplay replay, RebuildStates states)
{
    const string LockTimeout = "200ms";

    readonly Checkpoints checkpoints = new(store);
    readonly string name = target.Projection.Name;

    /// <summary>Tries once.</summary>
    /// <returns>How many events came late; null if a lock was not to be had.</returns>
    public async Task<long?> TryAsync(RebuildState state, CancellationToken ct)
    {
        var inline = target.Lifecycle == ProjectionLifecycle.Inline;
        var safe = inline ? 0 : await HighWaterMark.SettleAsync(store, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await connection.ExecuteAsync($"set local lock_timeout = '{LockTimeout}'; set local synchronous_commit = on", ct);
            var late = await (inline ? InlineAsync(state, ct) : AsyncAsync(state, safe, ct));
            await transaction.CommitAsync(ct);
            return late;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            await transaction.RollbackAsync(ct);
            return null;
        }
    }

    async Task<long> InlineAsync(RebuildState state, CancellationToken ct)
    {
        await LockTablesAsync(ct);
        // Everything visible: what is not is of a writer who waits for this lock, or whose events change nothing here.
        await using var last = connection.Command($"select coalesce(max(seq_id), 0) from {store.Schema}.mt_events");
        var late = await replay.RunAsync(connection, state.LastSequence!.Value, (long)(await last.ExecuteScalarAsync(ct))!, ct);
        await copies.SwapAsync(ct);
        await EndAsync(_ => { }, ct);
        return late;
    }

    async Task<long> AsyncAsync(RebuildState state, long safe, CancellationToken ct)
    {
        var checkpoint = await checkpoints.ReadAsync(connection, name, forUpdate: true, ct);
        // The daemon may have come further than the mark found above: what it reached was safe too.
        var end = Math.Max(Math.Max(safe, checkpoint), state.LastSequence!.Value);
        var late = await replay.RunAsync(connection, state.LastSequence.Value, end, ct);
        await LockTablesAsync(ct);
        await copies.SwapAsync(ct);
        await EndAsync(batch =>
        {
            checkpoints.Advance(batch, name, checkpoint, end);
            batch.Add($"delete from {store.Schema}.tracker_projection_pauses where projection = $1", name);
            checkpoints.RaiseHighWater(batch, end);
        }, ct);
        return late;
    }

    async Task LockTablesAsync(CancellationToken ct)
    {
        if (target.Projection.Tables.Count > 0)
        {
            await connection.ExecuteAsync($"lock table {string.Join(", ", target.Projection.Tables.Select(t => $"{store.Schema}.{t}"))} in access exclusive mode", ct);
        }
    }

    async Task EndAsync(Action<NpgsqlBatch> more, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        states.End(batch);
        more(batch);
        await batch.ExecuteNonQueryAsync(ct);
    }
}

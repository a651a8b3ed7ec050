using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>One projection on one node: waits to own it, then projects page after page.</summary>
/// <remarks>
/// The lock, the reading and the writing share one connection: who has lost the lock cannot write either.
/// </remarks>
sealed class ProjectionRunner(
    DocumentStore store, IProjection projection, ProjectionDaemon daemon, NpgsqlDataSource connections, ILogger log)
{
    readonly Checkpoints checkpoints = new(store);
    readonly DaemonOptions options = store.Options.Daemon;
    long carefulUntil;
    long failing;
    int attempts;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var connection = await connections.OpenConnectionAsync(ct);
        var ownership = new Ownership(store, projection.Name, connection);
        while (!await ownership.TryTakeAsync(ct))
        {
            if (await ownership.EndSilentOwnerAsync(ct))
            {
                log.LogWarning("The owner of {Projection} was silent for {Silence}: its connection was ended.", projection.Name, options.OwnerSilence);
            }
            await Task.Delay(options.OwnershipInterval, ct);
        }
        for (; ; )
        {
            while (await checkpoints.IsPausedAsync(connection, projection.Name, ct))
            {
                attempts = 0;
                await Task.Delay(options.OwnershipInterval, ct);
            }
            await ProjectAsync(connection, ownership, ct);
        }
    }

    /// <summary>Projects until an event fails, or somebody else has moved the checkpoint.</summary>
    async Task ProjectAsync(NpgsqlConnection connection, Ownership ownership, CancellationToken ct)
    {
        var checkpoint = await checkpoints.ReadAsync(connection, projection.Name, forUpdate: false, ct);
        for (; ; )
        {
            var risen = daemon.WaitAboveAsync(checkpoint, ct);
            await ownership.AwaitAsync(risen, ct);
            var mark = await risen;
            // After a page has failed its events go one by one, to find the one that fails and keep those before it.
            var size = checkpoint < carefulUntil ? 1 : options.BatchSize;
            var rows = await PageAsync(connection, checkpoint, mark, size, ct);
            var to = rows.Count == size ? rows[^1].Sequence : mark;
            try
            {
                await StoreAsync(connection, rows, checkpoint, to, mark, ct);
                checkpoint = to;
            }
            catch (PostgresException e) when (e.SqlState == "TR003")
            {
                return;
            }
            catch (Exception e) when (rows.Count > 0 && IsOfTheEvents(e, connection) && !ct.IsCancellationRequested)
            {
                carefulUntil = to;
                if (rows.Count == 1)
                {
                    await FailAsync(connection, ownership, rows[0], e, ct);
                }
                return;
            }
        }
    }

    /// <summary>Not of the connection, nor of a server that is stopping, full or resolving a deadlock: those pass by themselves.</summary>
    static bool IsOfTheEvents(Exception e, NpgsqlConnection connection) =>
        connection.State == ConnectionState.Open && e is not NpgsqlException { IsTransient: true };

    async Task<List<EventRow>> PageAsync(NpgsqlConnection connection, long after, long upTo, int size, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select {EventRow.Columns} from {store.Schema}.mt_events where seq_id > $1 and seq_id <= $2 order by seq_id limit $3",
            after, upTo, size);
        return await command.EventRowsAsync(ct).ToListAsync(ct);
    }

    async Task StoreAsync(NpgsqlConnection connection, List<EventRow> rows, long from, long to, long mark, CancellationToken ct)
    {
        var statements = new StatementBatch();
        foreach (var row in rows)
        {
            projection.Project(row.Read(store.Options.Events), statements);
        }
        await using var batch = connection.CreateBatch();
        checkpoints.Advance(batch, projection.Name, from, to);
        statements.CopyTo(batch);
        checkpoints.RaiseHighWater(batch, mark);
        await batch.ExecuteNonQueryAsync(ct);
    }

    async Task FailAsync(NpgsqlConnection connection, Ownership ownership, EventRow row, Exception error, CancellationToken ct)
    {
        (failing, attempts) = failing == row.Sequence ? (failing, attempts + 1) : (row.Sequence, 1);
        // No use in waiting for a type: only another build can bring it.
        if (attempts <= options.Retries.Count && error is not UnknownEventTypeException)
        {
            log.LogWarning(error, "{Projection} failed at event {Sequence}, attempt {Attempt}.", projection.Name, row.Sequence, attempts);
            await ownership.AwaitAsync(Task.Delay(options.Retries[attempts - 1], ct), ct);
            return;
        }
        log.LogError(error, "{Projection} pauses at event {Sequence} ({EventType}).", projection.Name, row.Sequence, row.TypeName);
        await checkpoints.PauseAsync(connection, projection.Name, row, error, attempts, ct);
    }
}

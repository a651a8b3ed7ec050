using Npgsql;

namespace Tracker.EventStore;

/// <summary>One owner per projection among all nodes: a session's advisory lock, and a sign of life.</summary>
/// <remarks>
/// The lock goes with its connection, so a killed or unreachable owner loses it by itself. A frozen one (a stopped
/// process, a suspended machine whose host answers for it) keeps both. So an owner asks its server something now and
/// then, and a rival ends a backend that has waited for its client for longer: by the server's own clock, without a
/// row, and without a vote. Ending one that was only slow does no harm, for who has lost the lock cannot write.
/// </remarks>
sealed class Ownership(DocumentStore store, string projection, NpgsqlConnection connection)
{
    const string Key = "hashtextextended('tracker:projection:' || $1 || ':' || $2, 0)";

    readonly DaemonOptions options = store.Options.Daemon;

    public async Task<bool> TryTakeAsync(CancellationToken ct)
    {
        await using var command = connection.Command($"select pg_try_advisory_lock({Key})", store.Schema, projection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Ends the owner's backend if that has heard nothing from its client for too long.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> EndSilentOwnerAsync(CancellationToken ct)
    {
        await using var command = connection.Command(
            $"""
            select coalesce(bool_or(pg_terminate_backend(l.pid)), false)
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and (l.classid::bigint << 32) | l.objid::bigint = {Key}
              and a.wait_event_type = 'Client' and greatest(a.query_start, a.state_change) < clock_timestamp() - $3
            """, store.Schema, projection, options.OwnerSilence);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Waits for the task, and gives signs of life meanwhile.</summary>
    public async Task AwaitAsync(Task task, CancellationToken ct)
    {
        while (!task.IsCompleted)
        {
            await Turnstile.WaitAsync(task, options.OwnerSilence / 4, ct);
            if (!task.IsCompleted)
            {
                await using var command = connection.Command("select 1");
                await command.ExecuteNonQueryAsync(ct);
            }
        }
        await task;
    }
}

using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Rows as they stood at a moment, in temporary tables that hide the real ones from one connection.</summary>
sealed class AsOf(DocumentStore store, DateTimeOffset at, IReadOnlyList<string> names)
{
    /// <summary>"Up to a moment" is a prefix of each stream: clocks of two nodes may differ, and a fold with a hole is no state that ever was.</summary>
    const string Past = "not exists (select from pg_temp.tracker_later l where l.stream_id = mt_events.stream_id and l.version <= mt_events.version)";

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        (IProjection Projection, ProjectionLifecycle)[] targets = [.. names.Select(store.Options.Projections.Named)];
        // Closing it ends the session, and with it the tables.
        var connection = await store.PrivateSessions.OpenConnectionAsync(ct);
        try
        {
            await using (var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct))
            {
                await FindLaterAsync(connection, ct);
                foreach (var target in targets)
                {
                    await FillAsync(connection, target, ct);
                }
                await connection.ExecuteAsync("drop table pg_temp.tracker_later", ct);
                await transaction.CommitAsync(ct);
            }
            await connection.ExecuteAsync("set session characteristics as transaction read only", ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    async Task FindLaterAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var later = connection.Command(
            $"""
            create temp table tracker_later as
            select stream_id, min(version) as version from {store.Schema}.mt_events
            where timestamp > '{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00' group by stream_id
            """))
        {
            await later.ExecuteNonQueryAsync(ct);
        }
        await connection.ExecuteAsync("alter table pg_temp.tracker_later add primary key (stream_id); analyze pg_temp.tracker_later", ct);
    }

    async Task FillAsync(NpgsqlConnection connection, (IProjection Projection, ProjectionLifecycle Lifecycle) target, CancellationToken ct)
    {
        var copies = new TableCopies(connection, store.Schema, "pg_temp", target.Projection.Tables);
        var skipped = await new Checkpoints(store).SkippedAsync(connection, target.Projection.Name, ct);
        await copies.MakeAsync(ct);
        if (target.Projection is not RowProjection rows)
        {
            await copies.CompleteAsync(ct); // its statements may want any key
            await using var last = connection.Command($"select coalesce(max(seq_id), 0) from {store.Schema}.mt_events");
            await new EventReplay(store, target, skipped, $"and {Past}").RunAsync(connection, 0, (long)(await last.ExecuteScalarAsync(ct))!, ct);
            return;
        }
        var table = await RowTable.ReadAsync(connection, store.Schema, rows.Table, ct);
        var load = new RowLoad(store, connection, rows, table, skipped, Past);
        await load.PrepareAsync(ct);
        Guid? after = null;
        foreach (var end in await RowLoad.RangesAsync(connection, store.Schema, after, ct))
        {
            var (found, _) = await load.ReadAsync(after, end, ct);
            await table.CopyInAsync(connection, "pg_temp", found, ct);
            after = end;
        }
        await copies.CompleteAsync(ct);
    }
}

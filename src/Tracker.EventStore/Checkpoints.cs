using Npgsql;

namespace Tracker.EventStore;

/// <summary>Progress, pauses and skips of the asynchronous projections, as rows.</summary>
sealed class Checkpoints(DocumentStore store)
{
    const string HighWaterRow = "HighWaterMark";

    public static string RowOf(string projection) => $"{projection}:All";

    /// <summary>The checkpoint, made at 0 where it is missing.</summary>
    public async Task<long> ReadAsync(NpgsqlConnection connection, string projection, bool forUpdate, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Add($"insert into {store.Schema}.mt_event_progression (name, last_seq_id) values ($1, 0) on conflict (name) do nothing",
            RowOf(projection));
        batch.Add($"select coalesce(last_seq_id, 0) from {store.Schema}.mt_event_progression where name = $1{(forUpdate ? " for update" : "")}",
            RowOf(projection));
        return (long)(await batch.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Queues the move; it must be the first statement of its transaction.</summary>
    public void Advance(NpgsqlBatch batch, string projection, long from, long to) =>
        batch.Add($"select {store.Schema}.tracker_advance($1, $2, $3)", RowOf(projection), from, to);

    /// <summary>Queues Marten's own mark, never below a checkpoint. Last of its transaction: all projections share this row.</summary>
    public void RaiseHighWater(NpgsqlBatch batch, long mark) => batch.Add(
        $"""
        insert into {store.Schema}.mt_event_progression as p (name, last_seq_id, last_updated) values ($1, $2, clock_timestamp())
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = excluded.last_updated
        where coalesce(p.last_seq_id, 0) < excluded.last_seq_id
        """, HighWaterRow, mark);

    public async Task<bool> IsPausedAsync(NpgsqlConnection connection, string projection, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select exists (select from {store.Schema}.tracker_projection_pauses where projection = $1)", projection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task PauseAsync(NpgsqlConnection connection, string projection, EventRow row, Exception error, int attempts, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"""
            insert into {store.Schema}.tracker_projection_pauses
              (projection, seq_id, stream_id, version, event_type, error, attempts, paused_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (projection) do update set seq_id = excluded.seq_id, stream_id = excluded.stream_id,
              version = excluded.version, event_type = excluded.event_type, error = excluded.error,
              attempts = excluded.attempts, paused_at = excluded.paused_at
            """,
            projection, row.Sequence, row.StreamId, row.Version, row.TypeName, $"{error.GetType().Name}: {error.Message}", attempts, store.Now);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Lets a paused projection try its event again.</summary>
    public async Task<bool> ResumeAsync(string projection, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command(
            $"delete from {store.Schema}.tracker_projection_pauses where projection = $1", projection);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>Lets a paused projection go on behind its event, which is kept as skipped; false if it isn't paused there.</summary>
    public async Task<bool> SkipAsync(string projection, long sequence, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command(
            $"""
            with pause as (delete from {store.Schema}.tracker_projection_pauses where projection = $1 and seq_id = $4 returning *),
            kept as (
              insert into {store.Schema}.tracker_projection_skips (projection, seq_id, error, skipped_at)
              select projection, seq_id, error, $2 from pause on conflict do nothing)
            update {store.Schema}.mt_event_progression p set last_seq_id = pause.seq_id, last_updated = clock_timestamp()
            from pause where p.name = $3 and p.last_seq_id < pause.seq_id
            """, projection, store.Now, RowOf(projection), sequence);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    public async Task<HashSet<long>> SkippedAsync(NpgsqlConnection connection, string projection, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select seq_id from {store.Schema}.tracker_projection_skips where projection = $1", projection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var skipped = new HashSet<long>();
        while (await reader.ReadAsync(ct))
        {
            skipped.Add(reader.GetInt64(0));
        }
        return skipped;
    }

    public async Task<IReadOnlyList<ProjectionStatus>> StatusAsync(CancellationToken ct)
    {
        var known = store.Options.Projections.All.ToArray();
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command(
            $"""
            select n.name, n.inline, coalesce(p.last_seq_id, 0), case when s.is_called then s.last_value else 0 end,
                   w.seq_id, w.stream_id, w.version, w.event_type, w.error, w.attempts, w.paused_at
            from unnest($1, $2) with ordinality as n (name, inline, nth)
            cross join {store.Schema}.mt_events_sequence s
            left join {store.Schema}.mt_event_progression p on p.name = n.name || ':All' and not n.inline
            left join {store.Schema}.tracker_projection_pauses w on w.projection = n.name
            order by n.nth
            """, known.Select(p => p.Projection.Name).ToArray(), known.Select(p => p.Lifecycle == ProjectionLifecycle.Inline).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<ProjectionStatus>();
        while (await reader.ReadAsync(ct))
        {
            var (inline, last) = (reader.GetBoolean(1), reader.GetInt64(3));
            all.Add(new(
                reader.GetString(0), inline ? ProjectionLifecycle.Inline : ProjectionLifecycle.Async, inline ? last : reader.GetInt64(2), last,
                reader.IsDBNull(4) ? null : new(
                    reader.GetInt64(4), reader.GetGuid(5), reader.GetInt64(6), reader.GetString(7), reader.GetString(8),
                    reader.GetInt32(9), reader.GetFieldValue<DateTimeOffset>(10))));
        }
        return all;
    }
}

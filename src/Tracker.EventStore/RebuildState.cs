using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>Where a rebuild is: a row of <c>tracker_rebuilds</c>.</summary>
/// <param name="Mark">The rows that are folded stream by stream hold the events up to here.</param>
/// <param name="LastStream">The last stream whose row is in the new table.</param>
/// <param name="LastSequence">All events up to here are in the new tables; null while it loads stream by stream.</param>
/// <param name="Events">Replayed so far.</param>
/// <param name="Total">There when it began.</param>
sealed record RebuildState(long Mark, Guid? LastStream, long? LastSequence, long Events, long Total);

/// <summary>Reads and writes that row; writing is queued, to share a transaction with what it tells of.</summary>
sealed class RebuildStates(DocumentStore store, string projection)
{
    /// <summary>A rebuild of this very making that was broken off; null if there is none.</summary>
    public async Task<RebuildState?> FindAsync(NpgsqlConnection connection, string fingerprint, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select mark, last_stream, last_seq_id, events, total from {store.Schema}.tracker_rebuilds where projection = $1 and fingerprint = $2",
            projection, fingerprint);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return !await reader.ReadAsync(ct) ? null : new(
            reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetInt64(2),
            reader.GetInt64(3), reader.GetInt64(4));
    }

    public void Begin(NpgsqlBatch batch, string fingerprint, RebuildState state)
    {
        End(batch);
        batch.Add(
            $"""
            insert into {store.Schema}.tracker_rebuilds (projection, fingerprint, mark, last_seq_id, events, total, started_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """, projection, fingerprint, state.Mark, Number(state.LastSequence), state.Events, state.Total, store.Now);
    }

    public void Keep(NpgsqlBatch batch, RebuildState state) => batch.Add(
        $"update {store.Schema}.tracker_rebuilds set last_stream = $2, last_seq_id = $3, events = $4 where projection = $1",
        projection, new NpgsqlParameter { Value = state.LastStream ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        Number(state.LastSequence), state.Events);

    public void End(NpgsqlBatch batch) => batch.Add($"delete from {store.Schema}.tracker_rebuilds where projection = $1", projection);

    static NpgsqlParameter Number(long? number) => new() { Value = number ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };
}

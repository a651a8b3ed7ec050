using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>New streams by COPY, some thousand events a transaction, with the inline projections' rows.</summary>
sealed class BulkInsert(DocumentStore store, IProgress<long>? progress)
{
    const int EventsPerTransaction = 10_000;
    const int StatementsPerRoundTrip = 1_000;

    readonly string toEvents = SqlScript.Read("bulk-events.sql", store.Schema);
    readonly IProjection[] written = [.. store.InlineProjections.Where(p => p is not RowProjection)];
    readonly List<Folded> folded = [];

    public async Task<long> RunAsync(IAsyncEnumerable<StreamHistory> streams, CancellationToken ct)
    {
        await using var source = store.Unpooled("bulk", commandTimeout: 0);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var tables = connection.Command(SqlScript.Read("bulk.sql", store.Schema)))
        {
            await tables.ExecuteNonQueryAsync(ct);
        }
        foreach (var projection in store.InlineProjections.OfType<RowProjection>())
        {
            var table = await RowTable.ReadAsync(connection, store.Schema, projection.Table, ct);
            folded.Add(new(table, new(projection, table)));
        }
        var (stored, waiting) = (0L, 0);
        var next = new List<StreamHistory>();
        await foreach (var stream in streams.WithCancellation(ct))
        {
            if (stream.Events.Count == 0)
            {
                throw new ArgumentException($"Stream {stream.Id} has no events.", nameof(streams));
            }
            next.Add(stream);
            if ((waiting += stream.Events.Count) >= EventsPerTransaction)
            {
                await StoreAsync(connection, next, ct);
                progress?.Report(stored += waiting);
                next.Clear();
                waiting = 0;
            }
        }
        if (next.Count > 0)
        {
            await StoreAsync(connection, next, ct);
            progress?.Report(stored += waiting);
        }
        return stored;
    }

    async Task StoreAsync(NpgsqlConnection connection, List<StreamHistory> streams, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await CopyStreamsAsync(connection, streams, ct);
        var projected = await CopyEventsAsync(connection, streams, ct);
        await connection.ExecuteAsync(
            $"""
            insert into {store.Schema}.mt_streams (id, type, version, timestamp, created)
            select id, type, version, at, at from tracker_bulk_streams order by id on conflict (id) do nothing
            """, ct);
        await RefuseExistingAsync(connection, ct);
        await connection.ExecuteAsync(toEvents, ct);
        foreach (var statements in projected.Chunk(StatementsPerRoundTrip))
        {
            await using var batch = connection.CreateBatch();
            foreach (var (sql, parameters) in statements)
            {
                batch.Add(sql, parameters);
            }
            await batch.ExecuteNonQueryAsync(ct);
        }
        foreach (var finished in folded)
        {
            await finished.Table.CopyInAsync(connection, store.Schema, finished.Rows, ct);
            finished.Rows.Clear();
        }
        await transaction.CommitAsync(ct);
        store.Commits.Raise();
    }

    async Task CopyStreamsAsync(NpgsqlConnection connection, List<StreamHistory> streams, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy tracker_bulk_streams (id, type, version, at) from stdin (format binary)", ct);
        foreach (var stream in streams)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(stream.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(store.Options.StreamType(stream.Aggregate), NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync((long)stream.Events.Count, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(DocumentStore.AtMicrosecond(stream.Events[^1].At).UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        }
        await copy.CompleteAsync(ct);
    }

    /// <returns>What the inline projections make of the events, but for those whose rows are folded here.</returns>
    async Task<StatementBatch> CopyEventsAsync(NpgsqlConnection connection, List<StreamHistory> streams, CancellationToken ct)
    {
        var projected = new StatementBatch();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy tracker_bulk (nth, stream, version, id, at, type, dotnet_type, data, correlation, causation, author) from stdin (format binary)", ct);
        var nth = 0;
        var rows = new object?[]?[folded.Count];
        foreach (var stream in streams)
        {
            Array.Clear(rows);
            for (var i = 0; i < stream.Events.Count; i++)
            {
                var e = stream.Events[i];
                var at = DocumentStore.AtMicrosecond(e.At);
                var (name, dotNetType, json) = store.Options.Events.Write(e.Data);
                var id = Guid.CreateVersion7(at);
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(nth++, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(stream.Id, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(i + 1L, NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
                await copy.WriteAsync(name, NpgsqlDbType.Varchar, ct);
                await copy.WriteAsync(dotNetType, NpgsqlDbType.Varchar, ct);
                await copy.WriteAsync(json, NpgsqlDbType.Jsonb, ct);
                await WriteTextAsync(copy, e.CorrelationId, ct);
                await WriteTextAsync(copy, e.CausationId, ct);
                await WriteTextAsync(copy, e.UserName, ct);
                foreach (var projection in written)
                {
                    projection.Project(new StoredEvent(0, id, stream.Id, i + 1, name, at, e.UserName, e.Data)
                    {
                        CorrelationId = e.CorrelationId,
                        CausationId = e.CausationId,
                    }, projected);
                }
                for (var p = 0; p < rows.Length; p++)
                {
                    rows[p] = folded[p].Fold.Apply(rows[p], new(stream.Id, i + 1, at, e.UserName, e.Data));
                }
            }
            for (var p = 0; p < rows.Length; p++)
            {
                if (rows[p] is { } row) folded[p].Rows.Add(row);
            }
        }
        await copy.CompleteAsync(ct);
        return projected;
    }

    async Task RefuseExistingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // A row of another transaction was there before; one of this transaction twice is asked for twice.
        await using var command = connection.Command(
            $"""
            select b.id from tracker_bulk_streams b join {store.Schema}.mt_streams s on s.id = b.id
            where s.xmin <> pg_current_xact_id()::xid
            union all
            select b.id from tracker_bulk_streams b group by b.id having count(*) > 1
            limit 1
            """);
        if (await command.ExecuteScalarAsync(ct) is Guid id)
        {
            throw new ExistingStreamException(id);
        }
    }

    static async Task WriteTextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct)
    {
        if (text is null)
        {
            await copy.WriteNullAsync(ct);
        }
        else
        {
            await copy.WriteAsync(text, NpgsqlDbType.Varchar, ct);
        }
    }

    sealed record Folded(RowTable Table, RowFold Fold)
    {
        public List<object?[]> Rows { get; } = [];
    }
}

using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>Turns a session's queue into one batch: appends, the caller's statements, inline projections.</summary>
/// <remarks>A batch without BEGIN and COMMIT is one implicit transaction: the server rolls all of it back at the first error.</remarks>
sealed class UnitOfWork(DocumentStore store, DocumentSession session, PendingStream[] streams, StatementBatch statements)
{
    const int Attempts = 4;

    readonly IProjection[] inline = [.. store.Options.Projections.Inline];

    public async Task SaveAsync(CancellationToken ct)
    {
        var appends = streams.Select(s => new Append(s, store)).ToArray();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await store.OpenAsync(ct);
                await SaveAsync(connection, appends, ct);
                break;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // Nothing was stored, and every check is made again.
            }
            catch (PostgresException e) when (Refusal(e) is { } refusal)
            {
                throw refusal;
            }
        }
        if (appends.Length > 0)
        {
            store.Commits.Raise();
        }
    }

    async Task SaveAsync(NpgsqlConnection connection, Append[] appends, CancellationToken ct)
    {
        // An inline projection is told versions, which an append without a version check has to learn first.
        Append[] blind = [.. appends.Where(a => a.Stream.Expected is null)];
        if (inline.Length == 0 || blind.Length == 0)
        {
            await using var batch = connection.CreateBatch();
            Fill(batch, appends, a => a.Stream.Expected);
            await batch.ExecuteNonQueryAsync(ct);
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        var versions = await LockAsync(connection, [.. blind.Select(a => a.Stream.Id)], ct);
        await using (var batch = connection.CreateBatch())
        {
            Fill(batch, appends, a => a.Stream.Expected ?? versions[a.Stream.Id]);
            await batch.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
    }

    void Fill(NpgsqlBatch batch, Append[] appends, Func<Append, long?> expected)
    {
        Guid[] existing = [.. appends.Where(a => !a.Stream.Starts).Select(a => a.Stream.Id)];
        if (existing.Length > 1)
        {
            // Two units of work over the same streams take them in one order, and neither waits for the other in a ring.
            batch.Add($"select from {store.Schema}.mt_streams where id = any($1) order by id for no key update", existing);
        }
        var now = store.Now;
        foreach (var append in appends)
        {
            batch.Add($"select {store.Schema}.tracker_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                append.Stream.Id,
                Text(append.Stream.Type),
                new NpgsqlParameter { Value = (object?)(append.Stream.Starts ? -1 : expected(append)) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                now,
                append.Ids, append.Names, append.DotNetTypes,
                new NpgsqlParameter { Value = append.Bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
                Text(session.CorrelationId), Text(session.CausationId), Text(session.UserName));
        }
        statements.CopyTo(batch);
        Project(batch, appends, expected, now);
    }

    void Project(NpgsqlBatch batch, Append[] appends, Func<Append, long?> expected, DateTimeOffset now)
    {
        var queued = new StatementBatch();
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Ids.Length && inline.Length > 0; i++)
            {
                var stored = new StoredEvent(
                    Sequence: 0, append.Ids[i], append.Stream.Id, expected(append)!.Value + i + 1, append.Names[i], now,
                    session.UserName, append.Stream.Events[i])
                {
                    CorrelationId = session.CorrelationId,
                    CausationId = session.CausationId,
                };
                foreach (var projection in inline)
                {
                    projection.Project(stored, queued);
                }
            }
        }
        queued.CopyTo(batch);
    }

    async Task<Dictionary<Guid, long>> LockAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Add(
            $"""
            insert into {store.Schema}.mt_streams (id, version, timestamp, created)
            select id, 0, $2, $2 from unnest($1) as id order by id on conflict (id) do nothing
            """, ids, store.Now);
        batch.Add($"select id, coalesce(version, 0) from {store.Schema}.mt_streams where id = any($1) order by id for no key update", ids);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(ct))
        {
            versions[reader.GetGuid(0)] = reader.GetInt64(1);
        }
        return versions;
    }

    Exception? Refusal(PostgresException e)
    {
        if (e.BatchCommand?.Parameters is not [{ Value: Guid id }, ..] || Array.Find(streams, s => s.Id == id) is not { } stream)
        {
            return null;
        }
        return e switch
        {
            { SqlState: "MT003" } => new ConcurrencyException(id, stream.Expected ?? 0, long.Parse(e.Hint!, CultureInfo.InvariantCulture), e),
            { SqlState: "MT001" } => new ArchivedStreamException(id, e),
            { SqlState: "TR001" } => new ExistingStreamException(id, e),
            { SqlState: "TR002" } => new AlreadyDoneException(id, session.CausationId!, e),
            // A writer that doesn't lock the stream's row, as an old tool might: the unique index is the last guard.
            { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_events_stream_and_version" } =>
                new ConcurrencyException(id, stream.Expected ?? 0, null, e),
            _ => null,
        };
    }

    static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar };

    sealed class Append
    {
        public Append(PendingStream stream, DocumentStore store)
        {
            Stream = stream;
            var now = store.Now;
            var written = stream.Events.ConvertAll(store.Options.Events.Write);
            Ids = [.. written.Select(_ => Guid.CreateVersion7(now))];
            Names = [.. written.Select(w => w.Name)];
            DotNetTypes = [.. written.Select(w => w.DotNetType)];
            Bodies = [.. written.Select(w => w.Json)];
        }

        public PendingStream Stream { get; }

        public Guid[] Ids { get; }

        public string[] Names { get; }

        public string[] DotNetTypes { get; }

        public string[] Bodies { get; }
    }
}

using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>A connection that appends, opened when first needed and again after a loss; its statements stay prepared.</summary>
sealed class AppendLane(DocumentStore store, AppendSql sql) : IAsyncDisposable
{
    NpgsqlConnection? connection;
    AppendBatch? batch;

    /// <summary>Stores the units in one transaction and, but for appends that have to learn a version, one round trip.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask StoreAsync(IReadOnlyList<UnitOfWork> units, CancellationToken ct)
    {
        try
        {
            if (connection is null)
            {
                connection = await store.OpenToAppendAsync(ct);
                batch = new(connection, sql);
            }
            if (units is [{ NeedsVersions: true } unit])
            {
                await StoreLearningVersionsAsync(unit, ct);
            }
            else
            {
                batch!.Fill(units);
                await batch.ExecuteAsync(ct);
            }
        }
        catch (Exception e) when (e is not PostgresException || connection is not { State: System.Data.ConnectionState.Open })
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Who would be refused if it were tried now, and why.</summary>
    public async Task<List<(UnitOfWork Unit, Exception Refusal)>> RefusalsAsync(List<UnitOfWork> units)
    {
        (UnitOfWork Unit, PendingStream Stream)[] all = [.. units.SelectMany(u => u.Streams.Select(s => (u, s)))];
        await using var other = await store.OpenAsync(CancellationToken.None);
        await using var command = other.Command(sql.Refusals,
            Array.ConvertAll(all, a => a.Stream.Id),
            new NpgsqlParameter { Value = Array.ConvertAll(all, a => a.Stream.Starts ? -1 : a.Stream.Expected), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            new NpgsqlParameter { Value = Array.ConvertAll(all, a => a.Unit.Session.CausationId), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var reader = await command.ExecuteReaderAsync();
        var refused = new List<(UnitOfWork, Exception)>();
        while (await reader.ReadAsync())
        {
            var (unit, stream) = all[reader.GetInt64(0) - 1];
            refused.Add((unit, unit.Refusal(reader.GetString(1), stream, reader.GetInt64(2), null)));
        }
        return refused;
    }

    public async ValueTask DisposeAsync()
    {
        batch?.Dispose();
        if (connection is not null)
        {
            await connection.DisposeAsync();
            (connection, batch) = (null, null);
        }
    }

    async Task StoreLearningVersionsAsync(UnitOfWork unit, CancellationToken ct)
    {
        await using var transaction = await connection!.BeginTransactionAsync(ct);
        // All of them, or those that follow would be taken out of order.
        var versions = await LockAsync([.. unit.Streams.Where(s => !s.Starts).Select(s => s.Id)], unit.Now, ct);
        batch!.Fill([unit], stream => versions[stream.Id]);
        await batch.ExecuteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    async Task<Dictionary<Guid, long>> LockAsync(Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        await using var locking = connection!.CreateBatch();
        locking.Add(
            $"""
            insert into {store.Schema}.mt_streams (id, version, timestamp, created)
            select id, 0, $2, $2 from unnest($1) as id order by id on conflict (id) do nothing
            """, ids, now);
        locking.Add($"select id, coalesce(version, 0) from {store.Schema}.mt_streams where id = any($1) order by id for no key update", ids);
        await using var reader = await locking.ExecuteReaderAsync(ct);
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(ct))
        {
            versions[reader.GetGuid(0)] = reader.GetInt64(1);
        }
        return versions;
    }
}

using System.Collections.Concurrent;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>
/// Stores units of work. A few transactions are under way at once; units that arrive meanwhile wait and then share the
/// next one, so that many writers pay for one commit. One that finds a free place goes at once: a single writer never
/// waits. Who is refused is taken out and told, and the others of his transaction are stored without him.
/// </summary>
sealed class Committer(DocumentStore store)
{
    /// <summary>Transactions under way at once.</summary>
    const int Lanes = 2;
    const int MostUnits = 64;
    const int Attempts = 4;

    readonly Queue<UnitOfWork> waiting = [];
    readonly ConcurrentBag<AppendCommand> commands = [];
    readonly Lock gate = new();
    int underWay;

    public async Task SaveAsync(UnitOfWork unit, CancellationToken ct)
    {
        if (!unit.MayShare)
        {
            await StoreAloneAsync(unit, ct);
        }
        else if (Enter(unit, out var completion))
        {
            try
            {
                await StoreAloneAsync(unit, ct);
            }
            finally
            {
                Leave();
            }
        }
        else
        {
            // Once sent with others it can't be called back, and its outcome must be known.
            await completion;
        }
    }

    /// <summary>True: a place was free and is taken. False: the unit waits for others, and its completion tells.</summary>
    bool Enter(UnitOfWork unit, out Task completion)
    {
        lock (gate)
        {
            if (underWay < Lanes)
            {
                underWay++;
                completion = Task.CompletedTask;
                return true;
            }
            completion = unit.Completion;
            waiting.Enqueue(unit);
            return false;
        }
    }

    /// <summary>Gives the place to those who wait, or gives it up.</summary>
    void Leave()
    {
        if (Next() is { } group)
        {
            _ = Task.Run(() => ServeAsync(group));
        }
    }

    async Task ServeAsync(List<UnitOfWork> group)
    {
        for (List<UnitOfWork>? next = group; next is not null; next = Next())
        {
            await StoreTogetherAsync(next);
        }
    }

    /// <summary>Those who wait, in their order, up to the first who wants a stream that is taken; null frees the place.</summary>
    List<UnitOfWork>? Next()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                underWay--;
                return null;
            }
            var group = new List<UnitOfWork>(Math.Min(waiting.Count, MostUnits));
            var taken = new HashSet<Guid>();
            while (group.Count < MostUnits && waiting.TryPeek(out var unit) && unit.Streams.All(s => taken.Add(s.Id)))
            {
                group.Add(waiting.Dequeue());
            }
            return group;
        }
    }

    async Task StoreTogetherAsync(List<UnitOfWork> group)
    {
        while (group.Count > 0)
        {
            var command = Take();
            try
            {
                command.Fill(group);
                await using var connection = await store.OpenAsync(CancellationToken.None);
                await command.ExecuteAsync(connection, CancellationToken.None);
                store.Commits.Raise();
                group.ForEach(unit => unit.Stored());
                return;
            }
            catch (PostgresException e) when (command.Refusals(e) is { Count: > 0 } refusals)
            {
                foreach (var (unit, refusal) in refusals)
                {
                    unit.Refuse(refusal);
                    group.Remove(unit);
                }
            }
            catch (PostgresException) when (group.Count > 1)
            {
                // Nothing was stored. Whoever it was that failed fails alone.
                foreach (var unit in group)
                {
                    await StoreWaitingAsync(unit);
                }
                return;
            }
            catch (Exception e)
            {
                // The connection was lost or could not be had: nobody knows more than this.
                group.ForEach(unit => unit.Refuse(e));
                return;
            }
            finally
            {
                Keep(command);
            }
        }
    }

    async Task StoreWaitingAsync(UnitOfWork unit)
    {
        try
        {
            await StoreAloneAsync(unit, CancellationToken.None);
            unit.Stored();
        }
        catch (Exception e)
        {
            unit.Refuse(e);
        }
    }

    async Task StoreAloneAsync(UnitOfWork unit, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var command = Take();
            try
            {
                await using var connection = await store.OpenAsync(ct);
                if (unit.NeedsVersions)
                {
                    await StoreLearningVersionsAsync(connection, command, unit, ct);
                }
                else
                {
                    command.Fill([unit]);
                    await command.ExecuteAsync(connection, ct);
                }
                break;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // Nothing was stored, and every check is made again.
            }
            catch (PostgresException e) when (command.Refusals(e) is [var (_, refusal), ..])
            {
                throw refusal;
            }
            catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_events_stream_and_version" })
            {
                // A writer that doesn't lock the stream's row, as an old tool might: the unique index is the last guard.
                throw new ConcurrencyException(unit.Streams[0].Id, unit.Streams[0].Expected ?? 0, null, e);
            }
            finally
            {
                Keep(command);
            }
        }
        if (unit.Streams.Count > 0)
        {
            store.Commits.Raise();
        }
    }

    async Task StoreLearningVersionsAsync(NpgsqlConnection connection, AppendCommand command, UnitOfWork unit, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var versions = await LockAsync(connection, [.. unit.Streams.Where(s => s.Expected is null).Select(s => s.Id)], unit.Now, ct);
        command.Fill([unit], stream => versions[stream.Id]);
        await command.ExecuteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }

    async Task<Dictionary<Guid, long>> LockAsync(NpgsqlConnection connection, Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Add(
            $"""
            insert into {store.Schema}.mt_streams (id, version, timestamp, created)
            select id, 0, $2, $2 from unnest($1) as id order by id on conflict (id) do nothing
            """, ids, now);
        batch.Add($"select id, coalesce(version, 0) from {store.Schema}.mt_streams where id = any($1) order by id for no key update", ids);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(ct))
        {
            versions[reader.GetGuid(0)] = reader.GetInt64(1);
        }
        return versions;
    }

    void Keep(AppendCommand command)
    {
        // One that held an import would hold its memory too.
        if (command.Events <= MostUnits)
        {
            commands.Add(command);
        }
    }

    AppendCommand Take() => commands.TryTake(out var command) ? command : new(store.Schema);
}

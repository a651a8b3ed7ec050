using System.Runtime.CompilerServices;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>
/// Stores units of work. A few transactions are under way at once; units that arrive meanwhile wait and then share the
/// next one, so that many writers pay for one commit. One that finds a free lane goes at once: a single writer never
/// waits. Who is refused is taken out and told, and the others of his transaction are stored without him.
/// </summary>
sealed class Committer : IAsyncDisposable
{
    /// <summary>Transactions under way at once.</summary>
    const int Lanes = 2;
    public const int MostUnits = 64;
    const int Attempts = 4;

    readonly DocumentStore store;
    readonly AppendSql sql;
    readonly Queue<UnitOfWork> waiting = [];
    readonly Stack<AppendLane> free = [];
    readonly HashSet<Guid> taken = [];
    readonly Lock gate = new();

    public Committer(DocumentStore store)
    {
        this.store = store;
        sql = new(store.Schema);
        for (var i = 0; i < Lanes; i++)
        {
            free.Push(new(store, sql));
        }
    }

    public ValueTask SaveAsync(UnitOfWork unit, CancellationToken ct)
    {
        if (!unit.MayShare)
        {
            return StoreOnOwnLaneAsync(unit, ct);
        }
        // Once sent with others a unit can't be called back, and its outcome must be known.
        return Enter(unit) is { } lane ? StoreAloneAsync(lane, unit, leaves: true, ct) : new(unit.Completion);
    }

    public async ValueTask DisposeAsync()
    {
        AppendLane[] all;
        lock (gate)
        {
            all = [.. free];
        }
        foreach (var lane in all)
        {
            await lane.DisposeAsync();
        }
    }

    /// <summary>A lane, where nobody is ahead; else none: the unit waits for others, and its completion tells.</summary>
    AppendLane? Enter(UnitOfWork unit)
    {
        AppendLane? idle;
        lock (gate)
        {
            if (free.Count == Lanes)
            {
                return free.Pop();
            }
            unit.Wait();
            waiting.Enqueue(unit);
            if (!free.TryPop(out idle))
            {
                return null;
            }
        }
        _ = Task.Run(() => ServeAsync(idle));
        return null;
    }

    /// <summary>Gives the lane up, or to those who wait.</summary>
    void Leave(AppendLane lane)
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                free.Push(lane);
                return;
            }
        }
        _ = Task.Run(() => ServeAsync(lane));
    }

    async Task ServeAsync(AppendLane lane)
    {
        for (; ; )
        {
            // Those whose units were just stored, and others who are about to save, come first: they share what follows.
            await Task.Yield();
            if (Next(lane) is not { } group)
            {
                return;
            }
            await StoreTogetherAsync(lane, group);
        }
    }

    /// <summary>Those who wait, in their order, up to the first who wants a stream that is taken; null frees the lane.</summary>
    List<UnitOfWork>? Next(AppendLane lane)
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                free.Push(lane);
                return null;
            }
            var group = new List<UnitOfWork>(Math.Min(waiting.Count, MostUnits));
            taken.Clear();
            while (group.Count < MostUnits && waiting.TryPeek(out var unit) && taken.Add(unit.Streams[0].Id))
            {
                group.Add(waiting.Dequeue());
            }
            return group;
        }
    }

    /// <summary>Never throws: each unit is told its own outcome, or nobody would serve those who wait.</summary>
    async Task StoreTogetherAsync(AppendLane lane, List<UnitOfWork> group)
    {
        for (var attempt = 1; group.Count > 0; attempt++)
        {
            try
            {
                await lane.StoreAsync(group, CancellationToken.None);
                store.Commits.Raise();
                group.ForEach(unit => unit.Stored());
                return;
            }
            catch (Exception e) when (e is (NpgsqlException and not PostgresException) or IOException)
            {
                // The connection was lost or could not be had: nobody knows more than this.
                group.ForEach(unit => unit.Refuse(e));
                return;
            }
            catch (Exception) when (attempt == 1)
            {
                // Nothing was stored. Who would be refused now is told so, and the others are tried without him.
                await RefuseAsync(lane, group);
            }
            catch (Exception)
            {
                // One unit's own error, a projection's for example: whoever fails fails alone.
                await StoreOneByOneAsync(lane, group);
                return;
            }
        }
    }

    async Task StoreOneByOneAsync(AppendLane lane, List<UnitOfWork> group)
    {
        foreach (var unit in group)
        {
            try
            {
                await StoreAloneAsync(lane, unit, leaves: false, CancellationToken.None);
                unit.Stored();
            }
            catch (Exception e)
            {
                unit.Refuse(e);
            }
        }
    }

    /// <summary>Takes those out of the group who would be refused now.</summary>
    static async Task RefuseAsync(AppendLane lane, List<UnitOfWork> group)
    {
        try
        {
            foreach (var (unit, refusal) in await lane.RefusalsAsync(group))
            {
                if (group.Remove(unit))
                {
                    unit.Refuse(refusal);
                }
            }
        }
        catch (Exception)
        {
            // The attempt to store will meet the same, and tell.
        }
    }

    async ValueTask StoreOnOwnLaneAsync(UnitOfWork unit, CancellationToken ct)
    {
        await using var lane = new AppendLane(store, sql);
        await StoreAloneAsync(lane, unit, leaves: false, ct);
    }

    /// <param name="lane">On which.</param>
    /// <param name="unit">What.</param>
    /// <param name="leaves">Gives the lane up afterwards.</param>
    /// <param name="ct">Gives up.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask StoreAloneAsync(AppendLane lane, UnitOfWork unit, bool leaves, CancellationToken ct)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await lane.StoreAsync([unit], ct);
                    break;
                }
                catch (PostgresException e) when (
                    e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && attempt < Attempts)
                {
                    // Nothing was stored, and every check is made again.
                }
                catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.NotNullViolation, TableName: "mt_events", ColumnName: "seq_id" })
                {
                    // The quick way was not open: the unit is refused, or the server has to find the link.
                    if (await lane.RefusalsAsync([unit]) is [var (_, refusal), ..])
                    {
                        throw refusal;
                    }
                    unit.LeaveToServer();
                }
                catch (PostgresException e) when (unit.Refusal(e) is { } refusal)
                {
                    throw refusal;
                }
            }
        }
        finally
        {
            if (leaves)
            {
                Leave(lane);
            }
        }
        if (unit.Streams.Count > 0)
        {
            store.Commits.Raise();
        }
    }
}

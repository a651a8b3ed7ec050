using Npgsql;

namespace Tracker.EventStore;

/// <summary>Finds the number up to which every event is committed or gone for ever, without slowing a writer.</summary>
/// <remarks>
/// Numbers commit out of order and leave gaps, so "greater than the last one seen" loses events. But who draws a number
/// holds a lock on the sequence until his transaction has ended: read the last number first, the holders after it, and
/// when none of those holders is left, nothing at or below that number can appear any more. This holds for any writer
/// of Marten's tables. (The sequence must not cache numbers per session, and neither Marten's nor ours does.)
/// </remarks>
sealed class HighWaterMark(DocumentStore store)
{
    const int Most = 64;

    // Oldest first, one for each look: a slow writer holds back what may come after his own number, and no more.
    readonly List<(long Drawn, HashSet<string> Unfinished)> candidates = [];
    long last;

    /// <summary>The safe mark: 0 before the first look.</summary>
    public long Safe { get; private set; }

    /// <summary>Whether a transaction in flight keeps the mark below the last number drawn.</summary>
    public bool Waiting => candidates.Count > 0;

    /// <summary>Looks once; <see cref="Safe"/> never falls.</summary>
    public async Task LookAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var (drawn, holders) = await ReadAsync(connection, ct);
        foreach (var (_, unfinished) in candidates)
        {
            // A holder keeps its name until it ends, through PREPARE TRANSACTION too.
            unfinished.IntersectWith(holders);
        }
        if (drawn > last)
        {
            if (candidates.Count == Most)
            {
                candidates.RemoveAt(Most - 1);
            }
            candidates.Add((last = drawn, holders));
        }
        var safe = candidates.TakeWhile(c => c.Unfinished.Count == 0).Count();
        if (safe > 0)
        {
            Safe = candidates[safe - 1].Drawn;
            candidates.RemoveRange(0, safe);
        }
    }

    /// <summary>Looks until everything drawn before this call is safe, and returns that mark.</summary>
    public static async Task<long> SettleAsync(DocumentStore store, CancellationToken ct)
    {
        var mark = new HighWaterMark(store);
        await using var connection = await store.OpenAsync(ct);
        await mark.LookAsync(connection, ct);
        while (mark.Waiting)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            await mark.LookAsync(connection, ct);
        }
        return mark.Safe;
    }

    async Task<(long Drawn, HashSet<string> Holders)> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Add($"select case when is_called then last_value else 0 end from {store.Schema}.mt_events_sequence");
        // A statement of its own: within one statement PostgreSQL would be free to read the locks first.
        batch.Add(
            $"""
            select virtualtransaction from pg_locks
            where locktype = 'relation' and mode = 'RowExclusiveLock' and granted
              and database = (select oid from pg_database where datname = current_database())
              and relation = '{store.Schema}.mt_events_sequence'::regclass
            """);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var drawn = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        var holders = new HashSet<string>();
        while (await reader.ReadAsync(ct))
        {
            holders.Add(reader.GetString(0));
        }
        return (drawn, holders);
    }
}

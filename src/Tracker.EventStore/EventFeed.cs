namespace Tracker.EventStore;

/// <summary>A stretch of the feed.</summary>
/// <param name="Events">In the order of their numbers.</param>
/// <param name="Next">Where to go on: the last number that this page has dealt with, whether an event came of it or not.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Events, long Next);

/// <summary>The events of all streams, for readers that keep their own place: in the order of their numbers, none left out.</summary>
/// <remarks>
/// It goes as far as the daemon's mark and no further, so an event that commits late is never passed by: whoever went on
/// from <see cref="EventPage.Next"/> has seen all there will ever be up to it.
/// </remarks>
/// <param name="store">Whose events.</param>
/// <param name="daemon">Must have been started. Without one each reading finds the mark by itself, and waits for the writers of that moment.</param>
public sealed class EventFeed(DocumentStore store, ProjectionDaemon? daemon = null)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Up to which number the daemon lets this node read; it may fall to 0 for a moment.</summary>
    public long Mark => daemon?.SafeMark ?? 0;

    /// <param name="after">The number up to which the reader has got; 0 for the beginning.</param>
    /// <param name="types">Stored names; others are passed over.</param>
    /// <param name="limit">At most so many events.</param>
    /// <param name="ct">Gives up reading.</param>
    /// <exception cref="UnknownEventTypeException">A stored name stands for no type of this program.</exception>
    public async Task<EventPage> ReadAsync(long after, IReadOnlyCollection<string> types, int limit, CancellationToken ct = default)
    {
        var mark = daemon?.SafeMark ?? await EndAsync(ct);
        if (mark <= after)
        {
            return new([], after);
        }
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command(
            $"select {EventRow.Columns} from {store.Schema}.mt_events where seq_id > $1 and seq_id <= $2 and type = any($3) order by seq_id limit $4",
            after, mark, types.ToArray(), limit);
        var events = new List<StoredEvent>();
        await foreach (var row in command.EventRowsAsync(ct))
        {
            events.Add(row.Read(store.Options.Events));
        }
        return new(events, events.Count == limit ? events[^1].Sequence : mark);
    }

    /// <summary>Waits until there is something to read after a number, of whatever type.</summary>
    /// <returns>False where the time is over.</returns>
    public async Task<bool> WaitAsync(long after, TimeSpan atMost, CancellationToken ct = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost);
        try
        {
            if (daemon is not null)
            {
                await daemon.WaitAboveAsync(after, limit.Token);
                return true;
            }
            while (await EndAsync(limit.Token) <= after)
            {
                await Task.Delay(Look, limit.Token);
            }
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The number of the last event there is, once all below it are settled: where a reader begins who wants only what comes.</summary>
    public Task<long> EndAsync(CancellationToken ct = default) => HighWaterMark.SettleAsync(store, ct);
}

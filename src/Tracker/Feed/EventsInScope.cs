using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Feed;

/// <summary>An event of a commitment or of a report as others are told of it.</summary>
public sealed record FeedEvent(long Sequence, Guid Id, string Type, DateTimeOffset At, Guid? CommitmentId, Guid? ReportId, long Version, By By, object Data);

/// <param name="Next">Where to go on, also when no event of this stretch was for this person.</param>
public sealed record FeedPage(IReadOnlyList<FeedEvent> Events, long Next);

/// <summary>The feed as one person may see it: what happened to the commitments and reports that are in the own scope now.</summary>
public sealed class EventsInScope(EventFeed feed, DocumentStore store)
{
    const int Stretch = 500;

    // A narrow scope in a long history: rather an empty page that says where to go on than a request without an end.
    const int MostStretches = 10;

    /// <summary>What can be asked for; units, people and accounts are nobody's news.</summary>
    public static IReadOnlyList<string> Types { get; } = StoredNames();

    /// <param name="types">Stored names, of <see cref="Types"/>.</param>
    public async Task<FeedPage> Read(Actor actor, long after, IReadOnlyCollection<string> types, int limit, CancellationToken ct)
    {
        actor.Need(Right.ReadLedger);
        var events = new List<FeedEvent>();
        for (var stretch = 0; stretch < MostStretches; stretch++)
        {
            var page = await feed.ReadAsync(after, types, Stretch, ct);
            foreach (var e in await Seen(page.Events, actor, ct))
            {
                events.Add(e);
                if (events.Count == limit) return new(events, e.Sequence);
            }
            if (page.Next == after || page.Events.Count < Stretch) return new(events, page.Next);
            after = page.Next;
        }
        return new(events, after);
    }

    public Task<bool> Wait(long after, TimeSpan atMost, CancellationToken ct) => feed.WaitAsync(after, atMost, ct);

    async Task<IReadOnlyList<FeedEvent>> Seen(IReadOnlyList<StoredEvent> events, Actor actor, CancellationToken ct)
    {
        if (events.Count == 0) return [];
        await using var connection = await store.OpenConnectionAsync(ct);
        HashSet<Guid> seen =
        [
            .. await LedgerQuery.Among(connection, Streams<CommitmentEvent>(events), actor, ct),
            .. await ReportsQuery.Among(connection, Streams<ReportEvent>(events), actor, ct),
        ];
        return [.. events.Where(e => seen.Contains(e.StreamId)).Select(Told)];
    }

    static HashSet<Guid> Streams<T>(IReadOnlyList<StoredEvent> events) => events.Where(e => e.Data is T).Select(e => e.StreamId).ToHashSet();

    static FeedEvent Told(StoredEvent e) => e.Data is CommitmentEvent of
        ? new(e.Sequence, e.Id, e.TypeName, e.Timestamp, e.StreamId, null, e.Version, of.By, of)
        : new(e.Sequence, e.Id, e.TypeName, e.Timestamp, null, e.StreamId, e.Version, ((ReportEvent)e.Data).By, e.Data);

    static IReadOnlyList<string> StoredNames()
    {
        var events = new EventTypes();
        TrackerStore.MapEvents(events);
        return [.. events.Names.Where(name => name.Value.IsAssignableTo(typeof(CommitmentEvent)) || name.Value.IsAssignableTo(typeof(ReportEvent))).Select(name => name.Key)];
    }
}

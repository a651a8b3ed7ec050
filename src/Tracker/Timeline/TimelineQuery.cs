using System.Data.Common;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Timeline;

/// <summary>One fact of a commitment's history.</summary>
public sealed record TimelineEntry(long Version, DateTimeOffset At, CommitmentEvent Fact)
{
    /// <summary>The fact's stored name.</summary>
    public string Name { get; init; } = "";
}

public sealed record ActivityRow(Guid CommitmentId, string Title, string Type, DateTimeOffset At, string ByName, string? ByUnit);

public static class TimelineQuery
{
    /// <summary>The whole history of one commitment, newest first.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> Of(DocumentSession session, Guid commitmentId, CancellationToken ct) =>
        [.. (await session.FetchStream(commitmentId, ct: ct)).Select(Entry).Reverse()];

    /// <summary>The whole histories of many, each oldest first, in the order asked: one statement. Those that don't exist are left out.</summary>
    public static async Task<IReadOnlyList<(Guid Id, IReadOnlyList<TimelineEntry> History)>> Of(DocumentSession session, IReadOnlyList<Guid> commitmentIds, CancellationToken ct) =>
        [.. (await session.FetchStreams(commitmentIds, ct)).Select(events => (events[0].StreamId, (IReadOnlyList<TimelineEntry>)[.. events.Select(Entry)]))];

    static TimelineEntry Entry(StoredEvent e) => new(e.Version, e.Timestamp, (CommitmentEvent)e.Data) { Name = e.TypeName };

    /// <summary>What happened lately in this person's scope, newest first.</summary>
    public static Task<IReadOnlyList<ActivityRow>> Lately(DbConnection connection, Actor actor, int count, CancellationToken ct)
    {
        var where = new Conditions();
        LedgerQuery.Scope(where, actor);
        return connection.Command($"""
            select a.commitment_id, l.title, a.type, a.at, a.by_name, a.by_unit
            from activity a join ledger l on l.id = a.commitment_id {where}
            order by a.sequence desc limit {count}
            """, [.. where.Values]).Rows(r => new ActivityRow(
            r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetString(4), r.Text(5)), ct);
    }
}

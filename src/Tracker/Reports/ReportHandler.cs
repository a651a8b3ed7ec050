using System.Text;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;
using Tracker.YearLinks;

namespace Tracker.Reports;

/// <summary>A report as the reading page shows it.</summary>
public sealed record ReportOnPage(ReportState Report, long Version, string Text);

/// <summary>Correcting and confirming a report's items.</summary>
public sealed class ReportHandler(DocumentStore store, LinkYears linkYears)
{
    /// <exception cref="NotFoundException">There is none, or it is outside the person's scope.</exception>
    public async Task<ReportOnPage> Read(Guid id, Actor actor, CancellationToken ct)
    {
        await NeedInScope(store, id, actor, ct);
        await using var session = store.OpenSession();
        var stream = await Load(session, id, ct);
        return new(stream.Aggregate, stream.Version, await Text(stream.Aggregate, ct));
    }

    /// <param name="expected">The version that the person saw, or null where it does not matter.</param>
    /// <param name="commandId">The same command sent twice is done once; the second time is no error.</param>
    /// <returns>The version afterwards.</returns>
    public async Task<long> Handle(Guid id, ReportCommand command, Actor actor, long? expected, string? commandId, CancellationToken ct)
    {
        actor.Need(Right.ConfirmItems);
        await using var session = store.OpenSession(actor.Id.ToString(), commandId);
        var stream = await Load(session, id, ct);
        if (!actor.Where(Right.ConfirmItems).CoversReportsOf(stream.Aggregate.Organization)) throw Missing();
        try
        {
            return await Handle(session, stream, command, actor, expected, ct);
        }
        catch (Exception failed) when (commandId is not null && failed is (RefusalException or ConcurrencyException or AlreadyDoneException))
        {
            // A repetition meets the report as its own first run left it: that is no news to anybody.
            var history = await session.FetchStream(id, ct: ct);
            if (history.All(e => e.CausationId != commandId)) throw;
            return history[^1].Version;
        }
    }

    async Task<long> Handle(DocumentSession session, EventStream<ReportState> stream, ReportCommand command, Actor actor, long? expected, CancellationToken ct)
    {
        var id = stream.Id;
        if (expected is { } seen && seen != stream.Version) throw new ConcurrencyException(id, seen, stream.Version);

        var report = stream.Aggregate;
        PlainText.Need(command);
        var events = command.Decide(report, await Text(report, ct), actor);
        if (events.Count == 0) return stream.Version;

        stream.AppendMany(events);
        var confirmed = events.OfType<ItemsConfirmed>().SelectMany(e => e.ItemIds).ToList();
        foreach (var item in confirmed.Select(itemId => report.Find(itemId)!.Item))
            session.StartStream<Commitment>(item.Id, ConfirmItems.Register(report, item, actor.By));
        await session.SaveChangesAsync(ct);

        if (confirmed.Count > 0) await linkYears.FromReport(id, actor, ct);
        return stream.Version + events.Count;
    }

    async Task<string> Text(ReportState report, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await ReportText(connection, report, ct);
    }

    internal static async Task<string> ReportText(System.Data.Common.DbConnection connection, ReportState report, CancellationToken ct) =>
        await FileTable.Find(connection, report.TextSha256, ct) is { } file
            ? Encoding.UTF8.GetString(file.Bytes)
            : throw new InvalidOperationException($"The text {report.TextSha256} of report {report.Id} is missing.");

    static async Task<EventStream<ReportState>> Load(DocumentSession session, Guid id, CancellationToken ct) =>
        await session.FetchForWriting<ReportState, ReportEvent>(id, ct) ?? throw Missing();

    internal static async Task NeedInScope(DocumentStore store, Guid id, Actor actor, CancellationToken ct)
    {
        if (actor.ReadsAllReports) return;
        await using var connection = await store.OpenConnectionAsync(ct);
        if (!await ReportsQuery.MayRead(connection, id, actor, ct)) throw Missing();
    }

    static NotFoundException Missing() => new("没有找到这份报告，或者不在您的查阅范围内。");
}

using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>
/// 结转: what was not done becomes a commitment of the new year. Where the new year's report has an item of its own
/// for it, that item is the commitment, so that nothing is registered twice.
/// </summary>
public sealed class CarryOver(DocumentStore store, LinkYears linkYears)
{
    /// <param name="laterId">The new year's report.</param>
    /// <param name="choices">For each commitment the item in which it goes on; null for a commitment of its own.</param>
    /// <returns>How many were carried over now; those that were before are no error.</returns>
    /// <exception cref="RefusalException">One of them is closed, or the item was dropped: none is carried over.</exception>
    public async Task<int> Handle(Guid laterId, IReadOnlyDictionary<Guid, Guid?> choices, string? note, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.CarryOver);
        PlainText.Need(note);
        if (note?.Length > 2000) throw new RefusalException("note-too-long", "说明请控制在 2000 字以内。");
        await using var session = store.OpenSession(actor.Id.ToString());
        var report = await session.FetchForWriting<ReportState, ReportEvent>(laterId, ct) ?? throw new NotFoundException("没有找到这份报告。");
        if (!actor.Where(Right.CarryOver).CoversReportsOf(report.Aggregate.Organization))
            throw new NotFoundException("没有找到这份报告，或者不在您的查阅范围内。");
        var streams = await session.FetchForWriting<Commitment, CommitmentEvent>([.. choices.Keys], ct);
        if (streams.Count < choices.Count || streams.Any(stream => !actor.May(Right.CarryOver, stream.Aggregate)))
            throw new NotFoundException("没有找到这个事项，或者不在您的查阅范围内。");

        var later = report.Aggregate;
        // Only into an item of this report: any other commitment may be out of the person's scope, or of another year.
        if (choices.Values.Any(item => item is { } chosen && later.Find(chosen) is null))
            throw new RefusalException("item-unknown", "这份报告里没有这个事项，可能已被合并或拆分，请刷新页面。");
        var carried = new List<(EventStream<Commitment> From, Guid To)>();
        foreach (var stream in streams)
        {
            var to = choices[stream.Id] ?? IdOf(stream.Id, laterId);
            var events = new CarryOverCommitment(to, laterId, later.Year, note).Decide(stream.Aggregate, actor);
            if (events.Count == 0) continue;
            stream.AppendMany(events);
            carried.Add((stream, to));
        }
        if (carried.Count == 0) return 0;

        await TakeOver(session, report, carried, actor, ct);
        await session.SaveChangesAsync(ct);
        await linkYears.FromReport(laterId, actor, CancellationToken.None);
        return carried.Count;
    }

    /// <summary>All that a reviewer has settled as not or only partly answered and that is not closed, each into the new report's item that speaks of it.</summary>
    /// <returns>How many were carried over.</returns>
    public async Task<int> AllNotDone(Guid laterId, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.CarryOver);
        await using var session = store.OpenSession(actor.Id.ToString());
        var later = await session.AggregateStream<ReportState, ReportEvent>(laterId, ct: ct) ?? throw new NotFoundException("没有找到这份报告。");
        IReadOnlyList<YearLinkRow> rows;
        await using (var connection = await store.OpenConnectionAsync(ct))
            rows = await YearLinksQuery.OfReport(connection, laterId, actor, ct);
        return await Handle(laterId, rows.Where(row => row.IsNotDone).ToDictionary(row => row.CommitmentId, row => CarryOverChoice.Of(row, later)), null, actor, ct);
    }

    static async Task TakeOver(
        DocumentSession session, EventStream<ReportState> report, List<(EventStream<Commitment> From, Guid To)> carried, Actor actor, CancellationToken ct)
    {
        var targets = carried.GroupBy(each => each.To, each => each.From.Aggregate).ToList();
        var known = (await session.FetchForWriting<Commitment, CommitmentEvent>([.. targets.Select(target => target.Key)], ct)).ToDictionary(stream => stream.Id);
        var confirmed = new List<Guid>();
        foreach (var target in targets)
        {
            var taken = target.Select(from => new CommitmentTakenOver(from.Id, from.Registered.Year, actor.By)).ToList();
            if (known.TryGetValue(target.Key, out var stream))
            {
                stream.AppendMany([.. taken.Where(each => stream.Aggregate.TakenOver.All(before => before.From != each.From))]);
                continue;
            }
            var first = report.Aggregate.Find(target.Key) is { } item
                ? Register(item, report.Aggregate, actor)
                : Register(target.First(), report.Aggregate, actor);
            if (first.TextReportId is null) confirmed.Add(target.Key);
            session.StartStream<Commitment>(target.Key, [first, .. taken]);
        }
        if (confirmed.Count > 0) report.AppendMany([new ItemsConfirmed(confirmed, actor.By)]);
    }

    static CommitmentRegistered Register(ItemState item, ReportState later, Actor actor) =>
        item.Status is ItemStatus.Dropped
            ? throw new RefusalException("item-dropped", "该事项已剔除，请先补录。")
            : ConfirmItems.Register(later, item.Item, actor.By);

    // The wording stays that of the report in which it was first named; offsets still point there.
    static CommitmentRegistered Register(Commitment from, ReportState later, Actor actor) => from.Registered with
    {
        ReportId = later.Id, Year = later.Year, LimitInText = null, By = actor.By,
        TextReportId = from.Registered.TextReportId ?? from.Registered.ReportId, TextYear = from.Registered.TextYear ?? from.Registered.Year,
    };

    /// <summary>Follows from both, so that two people who carry it over at once meet.</summary>
    public static Guid IdOf(Guid commitment, Guid laterReport)
    {
        Span<byte> both = stackalloc byte[32];
        commitment.TryWriteBytes(both, bigEndian: true, out _);
        laterReport.TryWriteBytes(both[16..], bigEndian: true, out _);
        return StableId.Of(both);
    }
}

using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;
using Tracker.Timeline;

namespace Tracker.Drafting;

/// <summary>A draft and the report whose commitments it accounts for.</summary>
/// <param name="Commitments">How many of them this person sees.</param>
public sealed record DraftedReport(ReportState Report, Draft Draft, int Commitments);

/// <summary>Reads what a draft is made of, in three statements however many commitments there are.</summary>
public sealed class Drafts(DocumentStore store, InstallationClock clock)
{
    /// <summary>The draft of what this person may see.</summary>
    /// <exception cref="NotFoundException">There is no such report.</exception>
    public async Task<DraftedReport> OfReport(Guid reportId, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ReadLedger);
        await ReportHandler.NeedInScope(store, reportId, actor, ct);
        await using var session = store.OpenSession();
        var report = await session.AggregateStream<ReportState, ReportEvent>(reportId, ct: ct) ?? throw new NotFoundException("没有找到这份报告。");
        IReadOnlyList<Guid> ids;
        await using (var connection = await store.OpenConnectionAsync(ct))
        {
            ids = await LedgerQuery.OfReport(connection, reportId, actor, ct);
        }
        var histories = await TimelineQuery.Of(session, ids, ct);
        return new(report, DraftReport.Of(report, histories, clock.Today, clock.Zone), histories.Count);
    }
}

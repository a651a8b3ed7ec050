using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>年度复核: what a reviewer does with all the commitments that a report answers at once.</summary>
public sealed class ReviewYear(DocumentStore store, TimeProvider time)
{
    /// <summary>Takes over the verdicts of which the matcher is sure; what somebody has decided meanwhile stays.</summary>
    /// <returns>How many were taken over.</returns>
    public async Task<int> AcceptSure(Guid laterId, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.DecideYearMatch);
        await using var session = store.OpenSession(actor.Id.ToString());
        var rows = await Rows(laterId, actor, ct);
        var report = await session.AggregateStream<ReportState, ReportEvent>(laterId, ct: ct);
        if (report is null || rows.Count == 0 && !actor.Where(Right.DecideYearMatch).CoversReportsOf(report.Organization)) throw Missing();
        List<Guid> sure = [.. rows.Where(row => row.IsSure).Select(row => row.CommitmentId)];
        if (sure.Count == 0) return 0;

        var accepted = 0;
        foreach (var stream in await session.FetchForWriting<Commitment, CommitmentEvent>(sure, ct))
        {
            if (stream.Aggregate.YearMatches.GetValueOrDefault(laterId) is not { Decided: null, Suggested: { } suggested }
                || !actor.May(Right.DecideYearMatch, stream.Aggregate)
                || !YearMatcher.IsSure(suggested.Verdict, suggested.Reason, suggested.Evidence)) continue;
            stream.AppendMany(new DecideYearMatch(laterId, suggested.Verdict, null).Decide(stream.Aggregate, actor));
            accepted++;
        }
        await session.SaveChangesAsync(ct);
        return accepted;
    }

    /// <exception cref="RefusalException">Verdicts are missing, or there is nothing to review.</exception>
    public async Task Close(Guid laterId, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.DecideYearMatch);
        await using var session = store.OpenSession(actor.Id.ToString());
        var report = await session.FetchForWriting<ReportState, ReportEvent>(laterId, ct) ?? throw Missing();
        // Read after the stream: who decides in between changes the digest, which the page then shows.
        if (!actor.Where(Right.DecideYearMatch).CoversReportsOf(report.Aggregate.Organization))
            throw Missing();
        var events = CloseYearReview.Of(await Rows(laterId, actor with { Scope = null }, ct), time.GetUtcNow()).Decide(report.Aggregate, "", actor);
        if (events.Count == 0) return;
        report.AppendMany(events);
        await session.SaveChangesAsync(ct);
    }

    static NotFoundException Missing() => new("没有找到这份报告，或者不在您的查阅范围内。");

    async Task<IReadOnlyList<YearLinkRow>> Rows(Guid laterId, Actor actor, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await YearLinksQuery.OfReport(connection, laterId, actor, ct);
    }
}

using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>年度衔接: what the following year's report of the same organisation and genre says of each commitment.</summary>
public sealed class LinkYears(DocumentStore store)
{
    /// <summary>Links the commitments of the year before to this report.</summary>
    /// <returns>How many matches are new or changed.</returns>
    public async Task<int> ToReport(Guid reportId, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        var later = await session.AggregateStream<ReportState, ReportEvent>(reportId, ct: ct);
        return later is null ? 0 : await Link(ReportId.Of(later.Organization, later.Genre, later.Year - 1), later, actor, ct);
    }

    /// <summary>Links this report's commitments to the following year's report, where that is here already.</summary>
    public async Task<int> FromReport(Guid reportId, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        if (await session.AggregateStream<ReportState, ReportEvent>(reportId, ct: ct) is not { } earlier) return 0;
        var laterId = ReportId.Of(earlier.Organization, earlier.Genre, earlier.Year + 1);
        var later = await session.AggregateStream<ReportState, ReportEvent>(laterId, ct: ct);
        return later is null ? 0 : await Link(reportId, later, actor, ct);
    }

    async Task<int> Link(Guid earlierId, ReportState later, Actor actor, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var ids = await LedgerQuery.OfReport(connection, earlierId, ct);
        if (ids.Count == 0) return 0;

        var text = await ReportHandler.ReportText(connection, later, ct);
        await using var session = store.OpenSession(actor.Id.ToString());
        var streams = await session.FetchForWriting<Commitment, CommitmentEvent>(ids, ct);
        var answers = CommitmentAnswer.Of([.. streams.Select(stream => stream.Aggregate.Registered)], ReportReader.Read(text, null, ct));

        var changed = 0;
        foreach (var (stream, answer) in streams.Zip(answers))
        {
            var match = new YearMatchSuggested(later.Id, later.Year, answer.Verdict, answer.Reason, answer.Recurring, answer.Evidence, answer.Restated, actor.By);
            if (Holds(stream.Aggregate, match)) continue;
            stream.AppendMany([match]);
            changed++;
        }
        await session.SaveChangesAsync(ct);
        return changed;
    }

    static bool Holds(Commitment commitment, YearMatchSuggested match) =>
        commitment.YearMatches.GetValueOrDefault(match.ReportId)?.Suggested is { } before
        && before.Verdict == match.Verdict && before.Reason == match.Reason && before.Recurring == match.Recurring
        && before.Evidence.SequenceEqual(match.Evidence) && before.Restated.SequenceEqual(match.Restated);
}

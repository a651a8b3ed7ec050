using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>
/// 年度衔接: what the following year's report of the same organisation and genre says of each commitment, and which
/// problems of any earlier year it names again.
/// </summary>
public sealed class LinkYears(DocumentStore store)
{
    const int Attempts = 5;

    /// <summary>Links the commitments of the year before to this report, and the problems of all years before.</summary>
    /// <returns>How many matches with the year before are new or changed.</returns>
    public async Task<int> ToReport(Guid reportId, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        return await session.AggregateStream<ReportState, ReportEvent>(reportId, ct: ct) is { } later ? await Link(null, later, actor, ct) : 0;
    }

    /// <summary>Links this report's commitments to the reports of later years that are here already.</summary>
    /// <returns>How many matches with the year after are new or changed.</returns>
    public async Task<int> FromReport(Guid reportId, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        if (await session.AggregateStream<ReportState, ReportEvent>(reportId, ct: ct) is not { } earlier) return 0;
        IReadOnlyList<Guid> laterIds;
        await using (var connection = await store.OpenConnectionAsync(ct))
            laterIds = await ReportsQuery.Later(connection, earlier.Organization, earlier.Genre, earlier.Year, ct);

        var changed = 0;
        foreach (var laterId in laterIds)
            if (await session.AggregateStream<ReportState, ReportEvent>(laterId, ct: ct) is { } later)
                changed += await Link(reportId, later, actor, ct);
        return changed;
    }

    /// <param name="earlierId">Only this report's commitments; null for those of every earlier year.</param>
    async Task<int> Link(Guid? earlierId, ReportState later, Actor actor, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var asked = await YearLinksQuery.Asked(connection, later, earlierId, ct);
        if (asked.Count == 0) return 0;

        var report = ReportReader.Read(await ReportHandler.ReportText(connection, later, ct), null, ct);
        IReadOnlyList<CommitmentAnswer>? answers = null;
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var session = store.OpenSession(actor.Id.ToString());
                var streams = await session.FetchForWriting<Commitment, CommitmentEvent>(asked, ct);
                // What a commitment was registered with never changes, and so neither does the answer to it.
                answers ??= CommitmentAnswer.Of([.. streams.Select(stream => Question(stream.Aggregate.Registered, later))], report);
                var changed = Append(streams, answers, later, actor);
                await session.SaveChangesAsync(ct);
                return changed;
            }
            catch (ConcurrencyException) when (attempt < Attempts)
            {
                // Somebody worked on one of many commitments meanwhile; nothing of ours was stored.
            }
    }

    static int Append(IReadOnlyList<EventStream<Commitment>> streams, IReadOnlyList<CommitmentAnswer> answers, ReportState later, Actor actor)
    {
        var changed = 0;
        foreach (var (stream, answer) in streams.Zip(answers))
        {
            var commitment = stream.Aggregate;
            if (commitment.Registered.Year == later.Year - 1 && Match(commitment, answer, later, actor) is { } match)
            {
                stream.AppendMany([match]);
                changed++;
            }
            if (Again(commitment, answer.Whole, later, actor) is { } again)
                stream.AppendMany([again]);
        }
        return changed;
    }

    // Only the next year's report is expected to answer for measures and targets.
    static CommitmentRegistered Question(CommitmentRegistered registered, ReportState later) =>
        registered.Year == later.Year - 1 ? registered : registered with { Measures = [], Targets = [] };

    static YearMatchSuggested? Match(Commitment commitment, CommitmentAnswer answer, ReportState later, Actor actor)
    {
        var whole = answer.Whole;
        if (commitment.YearMatches.GetValueOrDefault(later.Id)?.Suggested is { } before
            && before.Verdict == whole.Verdict && before.Reason == whole.Reason && before.Recurring == whole.Recurring
            && before.Evidence.SequenceEqual(whole.Evidence) && before.Restated.SequenceEqual(whole.Restated)
            && Same(before.Parts ?? [], answer.Parts)) return null;
        return new(later.Id, later.Year, whole.Verdict, whole.Reason, whole.Recurring, whole.Evidence, whole.Restated, actor.By,
            answer.Parts.Count > 0 ? answer.Parts : null);
    }

    static bool Same(IReadOnlyList<AnsweredPart> before, IReadOnlyList<AnsweredPart> now) =>
        before.Count == now.Count && before.Zip(now).All(pair =>
            pair.First with { Evidence = [] } == pair.Second with { Evidence = [] } && pair.First.Evidence.SequenceEqual(pair.Second.Evidence));

    static ProblemNamedAgain? Again(Commitment commitment, YearAnswer answer, ReportState later, Actor actor)
    {
        if (commitment.Registered.Kind is not ItemKind.Problem) return null;
        var before = commitment.Recurrences.GetValueOrDefault(later.Id)?.Suggested?.Passages ?? [];
        return before.SequenceEqual(answer.NamedAgain) ? null : new(later.Id, later.Year, answer.NamedAgain, actor.By);
    }
}

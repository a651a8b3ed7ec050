using System.Globalization;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reminders;
using Tracker.Reports;
using Tracker.Timeline;
using Tracker.Web.Shell;
using Tracker.YearLinks;

namespace Tracker.Web.Commitments;

/// <summary>One commitment as its page shows it: folded from its history, so it is never older than the last write.</summary>
public sealed record CommitmentView(Commitment Commitment, long Version, IReadOnlyList<Timeline.TimelineEntry> History)
{
    public IReadOnlyList<CommitmentAction> Actions { get; private init; } = [];
    public IReadOnlyList<TrackedMeasure> OpenMeasures { get; private init; } = [];
    public IReadOnlyList<Outcome> Outcomes { get; private init; } = [];
    public IReadOnlyList<PlannedReminder> Reminders { get; private init; } = [];
    public IReadOnlyList<YearLinkRow> YearLinks { get; private init; } = [];

    /// <summary>The later reports into which it may be carried over; empty where the person may not.</summary>
    public IReadOnlyDictionary<Guid, ReportState> Later { get; private init; } = new Dictionary<Guid, ReportState>();
    public IReadOnlyList<ChainRecurrence> NamedAgain { get; private init; } = [];

    /// <summary>Problems of later reports, one of which a reviewer may find to be the same.</summary>
    public IReadOnlyList<ChainProblem> LaterProblems { get; private init; } = [];

    /// <summary>The commitments of earlier years that go on in this one, nearest first.</summary>
    public IReadOnlyList<EarlierCommitment> Earlier { get; private init; } = [];
    public Light Light { get; private init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<(EvidenceAttached File, DateTimeOffset At)> Evidence =>
        [.. History.Where(entry => entry.Fact is EvidenceAttached).Select(entry => ((EvidenceAttached)entry.Fact, entry.At))];

    public DateTimeOffset? ProgressedAt => History.FirstOrDefault(entry => entry.Fact is CommitmentProgressed)?.At;

    public CommitmentClosed? Closing => Commitment.Status is CommitmentStatus.Closed
        ? History.Select(entry => entry.Fact).OfType<CommitmentClosed>().FirstOrDefault()
        : null;

    public IReadOnlyList<Shell.TimelineEntry> Timeline => [.. History.Select(Line)];

    /// <exception cref="NotFoundException">There is none, or it is outside the person's scope.</exception>
    public static async Task<CommitmentView> Load(DocumentStore store, Guid id, Actor actor, InstallationClock clock, CancellationToken ct)
    {
        await using var session = store.OpenSession();
        var history = await TimelineQuery.Of(session, id, ct);
        var commitment = history.Count == 0 ? null : Aggregate.Fold<Commitment, CommitmentEvent>(id, [.. history.Reverse().Select(entry => entry.Fact)]);
        if (commitment is null || !actor.MaySee(commitment))
            throw new NotFoundException($"No commitment {id} in the scope of {actor.Id}.");

        await using var connection = await store.OpenConnectionAsync(ct);
        var links = await YearLinksQuery.OfCommitment(connection, id, ct);
        return new(commitment, history[0].Version, history)
        {
            Actions = OpenActions.Of(commitment, actor),
            Outcomes = OpenActions.OutcomesFor(commitment, actor),
            OpenMeasures = OpenActions.MeasuresOf(commitment, actor),
            Reminders = await InboxQuery.Planned(connection, id, ct),
            YearLinks = links,
            Later = actor.May(Right.CarryOver) && links.Any(row => row.MayBeCarriedOver) ? await LaterReports(session, links, ct) : new Dictionary<Guid, ReportState>(),
            NamedAgain = commitment.Recurrences.IsEmpty ? [] : await ChainsQuery.OfCommitment(connection, id, ct),
            Earlier = await EarlierCommitment.Of(session, commitment, actor, ct),
            LaterProblems = commitment.Registered.Kind is ItemKind.Problem && actor.May(Right.DecideYearMatch)
                ? await ChainsQuery.Later(connection, commitment.Registered, actor, clock.Zone, ct)
                : [],
            Light = LedgerQuery.LightOf(commitment.Status, commitment.NextDueOn, clock.Today),
        };
    }

    static async Task<Dictionary<Guid, ReportState>> LaterReports(DocumentSession session, IReadOnlyList<YearLinkRow> links, CancellationToken ct)
    {
        var later = new Dictionary<Guid, ReportState>();
        foreach (var row in links)
            if (await session.AggregateStream<ReportState, ReportEvent>(row.ReportId, ct: ct) is { } report)
                later[row.ReportId] = report;
        return later;
    }

    /// <summary>Both names where one stood in for the other.</summary>
    static string Names(By by) =>
        by.For is { } principal && Languages.IsEnglish(CultureInfo.CurrentUICulture) ? $"{by.Name} (for {principal.Name})" : by.Names();

    internal static Shell.TimelineEntry Line(Timeline.TimelineEntry entry) => new(
        entry.At,
        entry.Fact.By.UnitName is { Length: > 0 } unit ? $"{unit} {Names(entry.Fact.By)}" : Names(entry.Fact.By),
        Languages.IsEnglish(CultureInfo.CurrentUICulture) ? EnglishSentences.Of(entry.Fact) : ChineseSentences.Of(entry.Fact),
        Mark: entry.Fact switch
        {
            CommitmentClosed { Outcome: Outcome.Done or Outcome.Partly } => TimelineMark.Done,
            ClosingReturned or CountersignRefused or AssignmentDeclined or ExtensionRefused or ClosingObjected or ObjectionAnswered { Upheld: true } or CommitmentReinspected { Held: false }
                or CommitmentReopened or CommitmentClosed => TimelineMark.Notice,
            YearMatchSuggested => TimelineMark.System,
            _ => TimelineMark.Plain,
        },
        Anchor: $"v{entry.Version}");
}

using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Reports;
using Tracker.Timeline;

namespace Tracker.Drafting;

/// <summary>One commitment with all its events, as the drafter asks for it.</summary>
/// <param name="entries">The whole history, oldest first.</param>
/// <param name="zone">The zone in which the day of an event is told.</param>
sealed class CommitmentHistory(Guid id, IReadOnlyList<TimelineEntry> entries, DateOnly today, TimeZoneInfo zone)
{
    public Guid Id => id;
    public DateOnly Today => today;
    public IReadOnlyList<TimelineEntry> Entries => entries;
    public Commitment Now { get; } = Aggregate.Fold<Commitment, CommitmentEvent>(id, entries.Select(entry => entry.Fact));

    public string Title => Now.Registered.Title;
    public bool IsClosed => Now.Status is CommitmentStatus.Closed;

    /// <summary>“…”问题 or “…”安排, with the report that named it.</summary>
    public string Subject => Now.Registered.Kind is ItemKind.Problem
        ? $"{Named}年度报告指出的{Wording.Quoted(Title)}问题"
        : $"{Named}年度报告提出的{Wording.Quoted(Title)}安排";

    // What was carried over keeps the wording of the report that first named it.
    int Named => Now.Registered.TextYear ?? Now.Registered.Year;

    public TimelineEntry Registration => entries[0];

    /// <summary>派单 or 转办, the last; null where nobody has it.</summary>
    public TimelineEntry? Assignment => Now.Lead is null ? null : Last(fact => fact is CommitmentAssigned or CommitmentReassigned);

    /// <summary>派单, the last: standard, leader and kind stand in it.</summary>
    public TimelineEntry? Dispatch => Now.Lead is null ? null : Last(fact => fact is CommitmentAssigned);

    /// <summary>The closing that stands.</summary>
    public TimelineEntry? Closing => IsClosed ? Last(fact => fact is CommitmentClosed) : null;

    public CommitmentClosed? Closed => Closing?.Fact as CommitmentClosed;

    /// <summary>The day of the closing that stands.</summary>
    public DateOnly? ClosedOn => Closing is { } closing ? DayOf(closing) : null;

    /// <summary>结转, where it has gone on as a commitment of the new year.</summary>
    public TimelineEntry? CarryOver => Now.Status is CommitmentStatus.CarriedOver ? Last(fact => fact is CommitmentCarriedOver) : null;

    public CommitmentCarriedOver? CarriedOver => CarryOver?.Fact as CommitmentCarriedOver;

    /// <summary>The event that made the status what it is.</summary>
    public TimelineEntry Standing => Last(fact => fact is CommitmentRegistered or CommitmentAssigned or CommitmentReassigned or AssignmentAccepted
        or AssignmentDeclined or ClosingSubmitted or ClosingReturned or CommitmentClosed or CommitmentReopened or CommitmentCarriedOver)!;

    /// <summary>The event that set the limit which holds now.</summary>
    public TimelineEntry? LimitSet => Last(fact => fact is CommitmentAssigned or ExtensionGranted or DueDateChanged);

    /// <summary>The event that set the first limit.</summary>
    public TimelineEntry? FirstLimitSet => entries.FirstOrDefault(entry => entry.Fact is CommitmentAssigned);

    public TimelineEntry? Last(Func<CommitmentEvent, bool> which) => entries.LastOrDefault(entry => which(entry.Fact));

    public DateOnly DayOf(TimelineEntry entry) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(entry.At, zone).DateTime);

    /// <summary>由…牵头，…配合: units only, since persons rotate; empty where nobody has it.</summary>
    public string Units => Now.Lead is not { } lead ? ""
        : Now.With.Count == 0 ? $"由{lead.Name}牵头" : $"由{lead.Name}牵头，{string.Join("、", Now.With.Select(unit => unit.Name))}配合";

    /// <summary>True where somebody has written down why it was not done, or what is still missing.</summary>
    public bool SaysWhy => Now.Registered.Cause is not null || entries.Any(entry => entry.Fact is AssignmentDeclined or ExtensionRequested
        or ExtensionRefused or DueDateChanged or ClosingReturned or CommitmentReopened or CommitmentClosed { Note: not null } or CommitmentCarriedOver { Note: not null });

    public DraftSentence Say(string text, params IEnumerable<TimelineEntry?> from) =>
        new(text, [.. from.OfType<TimelineEntry>().DistinctBy(entry => entry.Version).OrderBy(entry => entry.Version).Select(Source)]);

    public DraftParagraph Paragraph(IEnumerable<DraftSentence> sentences) => new([.. sentences], id, Title);

    public DraftSource Source(TimelineEntry entry) => new(
        id, Title, entry.Version, entry.At, ChineseSentences.Of(entry.Fact),
        entry.Fact.By.UnitName is { Length: > 0 } unit ? $"{unit} {entry.Fact.By.Names()}" : entry.Fact.By.Names());
}

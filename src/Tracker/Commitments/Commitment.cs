using System.Collections.Immutable;
using Tracker.EventStore;
using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>What the decisions need to know of a commitment, and no more; screens read the ledger.</summary>
public sealed record Commitment(Guid Id, CommitmentRegistered Registered) : IAggregate<Commitment, CommitmentEvent>
{
    public CommitmentStatus Status { get; init; } = CommitmentStatus.Registered;
    public UnitRef? Lead { get; init; }
    public IReadOnlyList<UnitRef> With { get; init; } = [];
    public PersonRef? Person { get; init; }
    public string? Leader { get; init; }
    public string Standard { get; init; } = "";
    public RectificationKind Kind { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>整改时限 as first assigned: the clock that no extension moves.</summary>
    public DateOnly? OriginalDueOn { get; init; }
    public DateOnly? ExtensionAskedTo { get; init; }

    /// <summary>The measure whose limit is to be extended; null where it is the limit of the whole.</summary>
    public Guid? ExtensionMeasure { get; init; }
    public ImmutableList<TrackedMeasure> Measures { get; init; } = [];
    public ImmutableHashSet<string> Evidence { get; init; } = [];

    /// <summary>Every unit that ever worked on it: none of them closes it.</summary>
    public ImmutableHashSet<Guid> WorkingUnits { get; init; } = [];
    public CommitmentProgressed? LastProgress { get; init; }
    public ImmutableDictionary<string, ReportedFigure> Figures { get; init; } = ImmutableDictionary<string, ReportedFigure>.Empty;

    /// <summary>What was said to be missing, by a reviewer or by the unit's own head.</summary>
    public string? Missing { get; init; }

    /// <summary>Who applied for closing last: nobody countersigns his own application.</summary>
    public Guid? SubmittedBy { get; init; }
    public ClosingPublished? Notice { get; init; }

    /// <summary>An objection that was not answered yet.</summary>
    public ClosingObjected? Objection { get; init; }
    public CommitmentReinspected? LastInspection { get; init; }
    public ImmutableHashSet<Guid> SameProblems { get; init; } = [];
    public Outcome? Outcome { get; init; }
    public ImmutableDictionary<Guid, YearMatch> YearMatches { get; init; } = ImmutableDictionary<Guid, YearMatch>.Empty;
    public ImmutableDictionary<Guid, Recurrence> Recurrences { get; init; } = ImmutableDictionary<Guid, Recurrence>.Empty;
    public CommitmentCarriedOver? CarriedOver { get; init; }

    /// <summary>免登录回复 links neither revoked nor dead by its closing, by id; one that has expired is still here.</summary>
    public ImmutableDictionary<Guid, ReplyLinkIssued> ReplyLinks { get; init; } = ImmutableDictionary<Guid, ReplyLinkIssued>.Empty;

    /// <summary>The commitments of earlier years that go on in this one.</summary>
    public ImmutableList<CommitmentTakenOver> TakenOver { get; init; } = [];

    public static Commitment Create(Guid id, CommitmentEvent first) =>
        new(id, first as CommitmentRegistered ?? throw new InvalidOperationException($"Stream {id} does not begin with a registration."));

    /// <summary>The nearest limit that something still has to be done by: a measure's, or that of the whole.</summary>
    public DateOnly? NextDueOn => Measures.Where(measure => !measure.IsDone).Select(measure => (DateOnly?)measure.DueOn).Append(DueOn).Min();

    /// <summary>Per cent of the whole by its measures, which weigh the same; null where it has none.</summary>
    public int? Overall => Measures.IsEmpty ? null : Measures.Sum(measure => measure.Percent) / Measures.Count;

    public Commitment Apply(CommitmentEvent e) => e switch
    {
        CommitmentAssigned x => Worked(x.Lead, x.With) with { Status = Assigned, Person = x.Person, Leader = x.Leader, DueOn = x.DueOn, OriginalDueOn = OriginalDueOn ?? x.DueOn, Standard = x.Standard, Kind = x.Kind, Measures = [.. (x.Measures ?? []).Select(Tracked)] },
        CommitmentReassigned x => Worked(x.Lead, x.With) with { Status = Assigned, Person = x.Person, ExtensionAskedTo = null, ExtensionMeasure = null, Notice = null, Objection = null, Measures = [.. Measures.Select(measure => measure.After(x))] },
        CommitmentHandedOver x => this with { Person = x.To },
        MeasuresHandedOver x => this with { Measures = [.. Measures.Select(measure => measure.Person?.Id == x.From.Id ? measure with { Person = x.To } : measure)] },
        AssignmentAccepted => this with { Status = Underway },
        AssignmentDeclined => this with { Status = CommitmentStatus.Registered, Lead = null, With = [], Person = null, Measures = [] },
        MeasureAdded x => this with { Measures = Measures.Add(TrackedMeasure.Of(x.Measure)), With = x.With ?? With, WorkingUnits = WorkingUnits.Add(x.Measure.Unit.Id) },
        MeasureDropped x => this with { Measures = Measures.RemoveAll(measure => measure.Id == x.Measure) },
        CommitmentProgressed x => Changed(x.Measure, measure => measure with { Percent = x.Percent ?? measure.Percent }) with { LastProgress = x, Figures = Figures.SetItems((x.Figures ?? []).Select(figure => KeyValuePair.Create(figure.Target, figure))) },
        EvidenceAttached x => this with { Evidence = Evidence.Add(x.Sha256) },
        ExtensionRequested x => this with { ExtensionAskedTo = x.To, ExtensionMeasure = x.Measure },
        ExtensionGranted x => Due(x.Measure, x.To) with { ExtensionAskedTo = null, ExtensionMeasure = null },
        ExtensionRefused => this with { ExtensionAskedTo = null, ExtensionMeasure = null },
        DueDateChanged x => Due(x.Measure, x.To),
        ClosingSubmitted x => this with { Status = x.NeedsCountersign is true ? AwaitingCountersign : Submitted, SubmittedBy = x.By.Id },
        ClosingCountersigned => this with { Status = Submitted },
        CountersignRefused x => this with { Status = Returned, Missing = x.Reason },
        ClosingReturned x => this with { Status = Returned, Missing = x.Missing },
        ClosingPublished x => this with { Status = OnNotice, Notice = x, ExtensionAskedTo = null, ExtensionMeasure = null },
        ClosingObjected x => this with { Objection = x },
        ObjectionAnswered { Upheld: true } x => this with { Status = Returned, Missing = x.Finding, Notice = null, Objection = null },
        ObjectionAnswered => this with { Objection = null },
        CommitmentClosed x => this with { Status = Closed, Outcome = x.Outcome, ReplyLinks = ReplyLinks.Clear(), ExtensionAskedTo = null, ExtensionMeasure = null, Notice = null, Objection = null },
        CommitmentReinspected x => this with { LastInspection = x },
        CommitmentReopened => this with { Status = Lead is null ? CommitmentStatus.Registered : Underway, Outcome = null, CarriedOver = null },
        YearMatchSuggested x => this with { YearMatches = YearMatches.SetItem(x.ReportId, new(x, YearMatches.GetValueOrDefault(x.ReportId)?.Decided)) },
        YearMatchDecided x => this with { YearMatches = YearMatches.SetItem(x.ReportId, new(YearMatches.GetValueOrDefault(x.ReportId)?.Suggested, x)) },
        ProblemNamedAgain x => this with { Recurrences = Recurrences.SetItem(x.ReportId, new(x, Recurrences.GetValueOrDefault(x.ReportId)?.Decided)) },
        RecurrenceDecided x => this with { Recurrences = Recurrences.SetItem(x.ReportId, new(Recurrences.GetValueOrDefault(x.ReportId)?.Suggested, x)) },
        CommitmentCarriedOver x => this with { Status = CommitmentStatus.CarriedOver, CarriedOver = x, ReplyLinks = ReplyLinks.Clear(), ExtensionAskedTo = null, ExtensionMeasure = null, Notice = null, Objection = null },
        ReplyLinkIssued x => this with { ReplyLinks = ReplyLinks.SetItem(x.LinkId, x) },
        ReplyLinkRevoked x => this with { ReplyLinks = ReplyLinks.Remove(x.LinkId) },
        CommitmentTakenOver x => this with { TakenOver = TakenOver.Add(x) },
        SameProblemLinked x => this with { SameProblems = SameProblems.Add(x.Other) },
        SameProblemUnlinked x => this with { SameProblems = SameProblems.Remove(x.Other) },
        _ => this,
    };

    public TrackedMeasure? Measure(Guid id) => Measures.Find(measure => measure.Id == id);

    /// <summary>True where the person's own unit leads it or helps.</summary>
    public bool IsWorkedOnBy(Actor actor) => IsLedBy(actor) || With.Any(unit => unit.Id == actor.UnitId);

    public bool IsLedBy(Actor actor) => Lead is not null && Lead.Id == actor.UnitId;

    Commitment Worked(UnitRef lead, IReadOnlyList<UnitRef> with) =>
        this with { Lead = lead, With = with, WorkingUnits = WorkingUnits.Add(lead.Id).Union(with.Select(unit => unit.Id)) };

    // A second dispatch keeps the first limit of a measure that stays.
    TrackedMeasure Tracked(AssignedMeasure measure) => TrackedMeasure.Of(measure) with { OriginalDueOn = Measure(measure.Id)?.OriginalDueOn ?? measure.DueOn };

    Commitment Due(Guid? measure, DateOnly to) => measure is null ? this with { DueOn = to } : Changed(measure, each => each with { DueOn = to });

    Commitment Changed(Guid? measure, Func<TrackedMeasure, TrackedMeasure> change) =>
        measure is { } id && Measure(id) is { } found ? this with { Measures = Measures.Replace(found, change(found)) } : this;
}

/// <summary>What was suggested and what was decided about one later report.</summary>
public sealed record YearMatch(YearMatchSuggested? Suggested, YearMatchDecided? Decided);

/// <summary>Whether a later report names the problem again: as suggested and as decided.</summary>
public sealed record Recurrence(ProblemNamedAgain? Suggested, RecurrenceDecided? Decided);

/// <summary>待派单, 待签收, 办理中, 待签批, 待复核, 已退回, 公示中, 已销号, 已结转.</summary>
public enum CommitmentStatus { Registered, Assigned, Underway, AwaitingCountersign, Submitted, Returned, OnNotice, Closed, CarriedOver }

/// <summary>措施: a part of a commitment with a unit, a person and a limit of its own.</summary>
public sealed record TrackedMeasure(Guid Id, string Text, UnitRef Unit, PersonRef? Person, DateOnly DueOn)
{
    /// <summary>The limit as first set, which no extension moves.</summary>
    public DateOnly OriginalDueOn { get; init; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; init; }

    public bool IsDone => Percent == 100;

    public static TrackedMeasure Of(AssignedMeasure assigned) =>
        new(assigned.Id, assigned.Text, assigned.Unit, assigned.Person, assigned.DueOn) { OriginalDueOn = assigned.DueOn };

    // What a unit did that no longer works on the commitment goes to the new lead unit.
    internal TrackedMeasure After(CommitmentReassigned e) =>
        e.Lead.Id == Unit.Id || e.With.Any(with => with.Id == Unit.Id) ? this : this with { Unit = e.Lead, Person = e.Person };
}

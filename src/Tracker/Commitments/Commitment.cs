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
    public ImmutableHashSet<string> Evidence { get; init; } = [];

    /// <summary>Every unit that ever worked on it: none of them closes it.</summary>
    public ImmutableHashSet<Guid> WorkingUnits { get; init; } = [];
    public CommitmentProgressed? LastProgress { get; init; }
    public ClosingReturned? LastReturn { get; init; }
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

    public Commitment Apply(CommitmentEvent e) => e switch
    {
        CommitmentAssigned x => Worked(x.Lead, x.With) with { Status = Assigned, Person = x.Person, Leader = x.Leader, DueOn = x.DueOn, OriginalDueOn = OriginalDueOn ?? x.DueOn, Standard = x.Standard, Kind = x.Kind },
        CommitmentReassigned x => Worked(x.Lead, x.With) with { Status = Assigned, Person = x.Person, ExtensionAskedTo = null },
        AssignmentAccepted => this with { Status = Underway },
        AssignmentDeclined => this with { Status = CommitmentStatus.Registered, Lead = null, With = [], Person = null },
        CommitmentProgressed x => this with { LastProgress = x },
        EvidenceAttached x => this with { Evidence = Evidence.Add(x.Sha256) },
        ExtensionRequested x => this with { ExtensionAskedTo = x.To },
        ExtensionGranted x => this with { ExtensionAskedTo = null, DueOn = x.To },
        ExtensionRefused => this with { ExtensionAskedTo = null },
        DueDateChanged x => this with { DueOn = x.To },
        ClosingSubmitted => this with { Status = Submitted },
        ClosingReturned x => this with { Status = Returned, LastReturn = x },
        CommitmentClosed x => this with { Status = Closed, Outcome = x.Outcome, ExtensionAskedTo = null, ReplyLinks = ReplyLinks.Clear() },
        CommitmentReopened => this with { Status = Lead is null ? CommitmentStatus.Registered : Underway, Outcome = null, CarriedOver = null },
        YearMatchSuggested x => this with { YearMatches = YearMatches.SetItem(x.ReportId, new(x, YearMatches.GetValueOrDefault(x.ReportId)?.Decided)) },
        YearMatchDecided x => this with { YearMatches = YearMatches.SetItem(x.ReportId, new(YearMatches.GetValueOrDefault(x.ReportId)?.Suggested, x)) },
        ProblemNamedAgain x => this with { Recurrences = Recurrences.SetItem(x.ReportId, new(x, Recurrences.GetValueOrDefault(x.ReportId)?.Decided)) },
        RecurrenceDecided x => this with { Recurrences = Recurrences.SetItem(x.ReportId, new(Recurrences.GetValueOrDefault(x.ReportId)?.Suggested, x)) },
        CommitmentCarriedOver x => this with { Status = CommitmentStatus.CarriedOver, CarriedOver = x, ExtensionAskedTo = null, ReplyLinks = ReplyLinks.Clear() },
        ReplyLinkIssued x => this with { ReplyLinks = ReplyLinks.SetItem(x.LinkId, x) },
        ReplyLinkRevoked x => this with { ReplyLinks = ReplyLinks.Remove(x.LinkId) },
        CommitmentTakenOver x => this with { TakenOver = TakenOver.Add(x) },
        _ => this,
    };

    /// <summary>True where the person's own unit leads it or helps.</summary>
    public bool IsWorkedOnBy(Actor actor) => IsLedBy(actor) || With.Any(unit => unit.Id == actor.UnitId);

    public bool IsLedBy(Actor actor) => Lead is not null && Lead.Id == actor.UnitId;

    Commitment Worked(UnitRef lead, IReadOnlyList<UnitRef> with) =>
        this with { Lead = lead, With = with, WorkingUnits = WorkingUnits.Add(lead.Id).Union(with.Select(unit => unit.Id)) };
}

/// <summary>What was suggested and what was decided about one later report.</summary>
public sealed record YearMatch(YearMatchSuggested? Suggested, YearMatchDecided? Decided);

/// <summary>Whether a later report names the problem again: as suggested and as decided.</summary>
public sealed record Recurrence(ProblemNamedAgain? Suggested, RecurrenceDecided? Decided);

/// <summary>待派单, 待签收, 办理中, 待复核, 已退回, 已销号, 已结转.</summary>
public enum CommitmentStatus { Registered, Assigned, Underway, Submitted, Returned, Closed, CarriedOver }

using Tracker.Commitments;
using Tracker.Reports;

namespace Tracker.Timeline;

/// <summary>Facts as sentences in English; what people typed stays in their words.</summary>
public static class EnglishSentences
{
    public static string Of(CommitmentEvent fact) => fact switch
    {
        CommitmentRegistered { TextYear: { } named } x => $"Registered for {x.Year} as carried over, in the wording of the {named} report of {x.Organization}.",
        CommitmentRegistered x => $"Registered from the {x.Year} report of {x.Organization}.",
        CommitmentAssigned x => $"Dispatched to {x.Lead.Name}{With(x.With)}, due {x.DueOn:yyyy-MM-dd}. Standard of completion: {x.Standard}{Measures(x.Measures)}",
        MeasureAdded x => $"Measure added: {Measure(x.Measure)}.",
        MeasureDropped x => $"Measure dropped: {x.Text}. Reason: {x.Reason}",
        AssignmentAccepted => "Signed for.",
        AssignmentDeclined x => $"Declined: {x.Reason}",
        CommitmentReassigned x => $"Passed on to {x.Lead.Name}{With(x.With)}. Reason: {x.Reason}",
        CommitmentHandedOver x => $"{x.From.Name} left; handed over to {x.To.Name}.",
        MeasuresHandedOver x => $"{x.From.Name} left; the measures are handed over to {x.To.Name}.",
        CommitmentProgressed { Measure: not null, Percent: { } percent } x => $"Progress of a measure ({percent} %; {x.Overall} % of all): {x.Text}{Figures(x.Figures)}",
        CommitmentProgressed { Percent: { } percent } x => $"Progress ({percent} %): {x.Text}{Figures(x.Figures)}",
        CommitmentProgressed x => $"Progress: {x.Text}{Figures(x.Figures)}",
        EvidenceAttached { SpeaksFor: { } day } x => $"Evidence attached: {x.FileName} (speaks for {day:yyyy-MM-dd}).",
        EvidenceAttached x => $"Evidence attached: {x.FileName}.",
        ExtensionRequested x => $"Asked for more time{OfMeasure(x.Measure)}, to {x.To:yyyy-MM-dd}. Reason: {x.Reason}",
        ExtensionGranted x => $"Extension granted{OfMeasure(x.Measure)}: limit moved from {x.From:yyyy-MM-dd} to {x.To:yyyy-MM-dd}. {x.Reason}",
        ExtensionRefused x => $"Extension refused: {x.Reason}",
        DueDateChanged x => $"Limit{OfMeasure(x.Measure)} changed from {x.From:yyyy-MM-dd} to {x.To:yyyy-MM-dd}. Reason: {x.Reason}",
        ClosingSubmitted { NeedsCountersign: true } x => $"Closing applied for, to be countersigned: {x.Statement}",
        ClosingSubmitted x => $"Closing applied for: {x.Statement}",
        ClosingCountersigned x => $"Countersigned by the head of the unit. {x.Note}",
        CountersignRefused x => $"Not countersigned by the head of the unit: {x.Reason}",
        ClosingReturned x => $"Returned; still missing: {x.Missing}",
        ClosingPublished x => $"Reviewed, and on public notice until {x.Until:yyyy-MM-dd}. {Closing(x.Outcome)} {x.Note}{Checked(x.Checked)}",
        ClosingObjected { Objector: { Length: > 0 } who } x => $"Objection by {who}: {x.Text}",
        ClosingObjected x => $"Objection: {x.Text}",
        ObjectionAnswered { Upheld: true } x => $"Objection upheld, the work goes on: {x.Finding}",
        ObjectionAnswered x => $"Objection not upheld, the notice goes on: {x.Finding}",
        CommitmentClosed { NoticedUntil: { } until } x => $"End of the public notice ({until:yyyy-MM-dd}). {Closing(x.Outcome)} {x.Note}",
        CommitmentClosed x => $"{Closing(x.Outcome)} {x.Note}{Checked(x.Checked)}",
        CommitmentReinspected { Held: true } x => $"Looked at again: the closing holds. {x.Finding}",
        CommitmentReinspected x => $"Looked at again: the closing does not hold. {x.Finding}",
        SameProblemLinked x => $"Linked with another commitment as the same problem. {x.Note}",
        SameProblemUnlinked x => $"No longer linked with another commitment as the same problem. Reason: {x.Reason}",
        CommitmentReopened x => $"Reopened: {x.Reason}",
        Commented x => $"Comment: {x.Text}",
        ReplyLinkIssued x => $"Made a link by which {x.Contact} of {x.Unit.Name} can reply without an account.",
        ReplyLinkRevoked x => $"Revoked the reply link of {x.Contact}.",
        YearMatchSuggested x => $"The {x.Year} report, as compared by the system: {Verdict(x.Verdict)}. {x.Reason}",
        YearMatchDecided x => $"The {x.Year} report, as decided: {Verdict(x.Verdict)}. {x.Note}",
        ProblemNamedAgain { Passages.Count: 0 } x => $"The {x.Year} report, revised, no longer names it as a problem (as compared by the system).",
        ProblemNamedAgain x => $"The {x.Year} report names it as a problem again (as compared by the system): {x.Passages[0].Text}",
        RecurrenceDecided { Same: true } x => $"What the {x.Year} report names is the same problem, as decided. {x.Note}",
        RecurrenceDecided x => $"What the {x.Year} report names is another problem, as decided. {x.Note}",
        CommitmentCarriedOver x => $"Carried over into {x.Year}. {x.Note}",
        CommitmentTakenOver x => $"Takes over what was not done of {x.Year}.",
        _ => fact.GetType().Name,
    };

    public static string Verdict(YearVerdict verdict) => verdict switch
    {
        YearVerdict.Answered => "answered",
        YearVerdict.Partly => "partly answered",
        YearVerdict.RestatedOnly => "restated only",
        _ => "not mentioned",
    };

    static string Closing(Outcome outcome) => outcome switch
    {
        Outcome.Done => "Closed: done.",
        Outcome.Partly => "Closed: partly done.",
        Outcome.NotDone => "Ended without being done.",
        _ => "Ended: superseded.",
    };

    static string Measures(IReadOnlyList<AssignedMeasure>? measures) =>
        measures is { Count: > 0 } ? $" Measures: {string.Join("; ", measures.Select((measure, i) => $"{i + 1}. {Measure(measure)}"))}." : "";

    static string Measure(AssignedMeasure measure) => $"{measure.Text} ({measure.Unit.Name}{(measure.Person is { } person ? $", {person.Name}" : "")}, {measure.DueOn:yyyy-MM-dd})";

    static string OfMeasure(Guid? measure) => measure is null ? "" : " of a measure";

    static string Figures(IReadOnlyList<ReportedFigure>? figures) =>
        figures is { Count: > 0 } ? $" Figures: {string.Join("; ", figures.Select(figure => $"{figure.Target}: {figure.Number:0.####} {figure.Unit}"))}." : "";

    static string Checked(IReadOnlyList<CheckedPoint>? points) =>
        points is not { Count: > 0 } ? "" : $" Checklist: {points.Count(point => point.Held)} of {points.Count} points held.";

    static string With(IReadOnlyList<People.UnitRef> units) => units.Count == 0 ? "" : $" with {string.Join(", ", units.Select(unit => unit.Name))}";
}

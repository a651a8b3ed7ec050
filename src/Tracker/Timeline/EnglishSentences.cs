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
        CommitmentAssigned x => $"Dispatched to {x.Lead.Name}{With(x.With)}, due {x.DueOn:yyyy-MM-dd}. Standard of completion: {x.Standard}",
        AssignmentAccepted => "Signed for.",
        AssignmentDeclined x => $"Declined: {x.Reason}",
        CommitmentReassigned x => $"Passed on to {x.Lead.Name}{With(x.With)}. Reason: {x.Reason}",
        CommitmentProgressed { Percent: { } percent } x => $"Progress ({percent} %): {x.Text}",
        CommitmentProgressed x => $"Progress: {x.Text}",
        EvidenceAttached { SpeaksFor: { } day } x => $"Evidence attached: {x.FileName} (speaks for {day:yyyy-MM-dd}).",
        EvidenceAttached x => $"Evidence attached: {x.FileName}.",
        ExtensionRequested x => $"Asked for more time, to {x.To:yyyy-MM-dd}. Reason: {x.Reason}",
        ExtensionGranted x => $"Extension granted: limit moved from {x.From:yyyy-MM-dd} to {x.To:yyyy-MM-dd}. {x.Reason}",
        ExtensionRefused x => $"Extension refused: {x.Reason}",
        DueDateChanged x => $"Limit changed from {x.From:yyyy-MM-dd} to {x.To:yyyy-MM-dd}. Reason: {x.Reason}",
        ClosingSubmitted x => $"Closing applied for: {x.Statement}",
        ClosingReturned x => $"Returned; still missing: {x.Missing}",
        CommitmentClosed x => $"{Closing(x.Outcome)} {x.Note}",
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

    static string With(IReadOnlyList<People.UnitRef> units) => units.Count == 0 ? "" : $" with {string.Join(", ", units.Select(unit => unit.Name))}";
}

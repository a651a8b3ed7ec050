using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Ledger;

/// <summary>整改台账 as rows; inline, so that a person sees his own write at once.</summary>
public sealed class LedgerProjection() : RowProjection(ProjectionName, "ledger", "id")
{
    public const string ProjectionName = "Ledger";

    protected override void Project(in RowEvent e, RowChange row)
    {
        if (e.Data is not CommitmentEvent fact || fact is YearMatchSuggested or YearMatchDecided or ProblemNamedAgain or RecurrenceDecided or CommitmentTakenOver or Commented
            or SameProblemLinked or SameProblemUnlinked or MeasuresHandedOver) return;

        switch (fact)
        {
            case CommitmentRegistered x:
                row.Insert().Set("report_id", x.ReportId).Set("organization", x.Organization).Set("year", x.Year)
                    .Set("kind", x.Kind.ToString()).Set("title", x.Title).Set("original", x.Original).Set("section", x.Section)
                    .Set("position", x.Start).Set("status", "Registered").Set("registered_at", e.Timestamp)
                    .Set("text_report", x.TextReportId);
                break;
            case CommitmentAssigned x:
                Assign(row, x.Lead, x.With, x.Person, e.Timestamp);
                row.Set("leader", x.Leader).Set("due_on", x.DueOn).SetOnce("original_due_on", x.DueOn)
                    .Set("standard", x.Standard).Set("rectification", x.Kind.ToString()).Set("next_due_on", Nearest(x));
                break;
            case CommitmentReassigned x:
                Assign(row, x.Lead, x.With, x.Person, e.Timestamp);
                row.Clear("extension_to", "notice_until").Set("objection", false);
                break;
            case MeasureAdded x:
                if (x.With is { } with) Help(row, with);
                row.SetUnlessNull("next_due_on", x.NextDueOn);
                break;
            case MeasureDropped x: row.SetUnlessNull("next_due_on", x.NextDueOn); break;
            case CommitmentHandedOver x: row.Set("person_id", x.To.Id).Set("person_name", x.To.Name); break;
            case AssignmentAccepted: row.Set("status", "Underway"); break;
            case AssignmentDeclined:
                row.Set("status", "Registered").Clear("lead_unit", "lead_name", "with_units", "with_names", "person_id", "person_name");
                break;
            case CommitmentProgressed x:
                row.Set("progress", x.Text).SetUnlessNull("percent", x.Overall ?? (x.Measure is null ? x.Percent : null)).Set("progressed_at", e.Timestamp)
                    .SetUnlessNull("next_due_on", x.NextDueOn);
                break;
            case EvidenceAttached: row.Add("evidence", 1); break;
            case ExtensionRequested x: row.Set("extension_to", x.To); break;
            case ExtensionGranted x: Due(row.Clear("extension_to"), x.Measure, x.To, x.NextDueOn); break;
            case ExtensionRefused: row.Clear("extension_to"); break;
            case DueDateChanged x: Due(row, x.Measure, x.To, x.NextDueOn); break;
            case ClosingSubmitted x: row.Set("status", x.NeedsCountersign is true ? "AwaitingCountersign" : "Submitted").Clear("missing"); break;
            case ClosingCountersigned: row.Set("status", "Submitted"); break;
            case CountersignRefused x: row.Set("status", "Returned").Set("missing", x.Reason); break;
            case ClosingReturned x: row.Set("status", "Returned").Set("missing", x.Missing); break;
            case ClosingPublished x: row.Set("status", "OnNotice").Set("notice_until", x.Until).Clear("extension_to"); break;
            case ClosingObjected: row.Set("objection", true); break;
            case ObjectionAnswered x:
                row.Set("objection", false);
                if (x.Upheld) row.Set("status", "Returned").Set("missing", x.Finding).Clear("notice_until");
                break;
            case CommitmentClosed x:
                row.Set("status", "Closed").Set("outcome", x.Outcome.ToString()).Set("closed_at", e.Timestamp)
                    .Set("closed_by", x.By.Names()).Set("objection", false).Clear("extension_to", "notice_until");
                break;
            case CommitmentReopened:
                row.SetByNull("status", "lead_unit", "Registered", "Underway").Clear("outcome", "closed_at", "closed_by", "carried_to");
                break;
            case CommitmentCarriedOver x: row.Set("status", "CarriedOver").Set("carried_to", x.To).Set("objection", false).Clear("extension_to", "notice_until"); break;
            default: return;
        }
        row.Set("changed_at", e.Timestamp);
    }

    static void Assign(RowChange row, UnitRef lead, IReadOnlyList<UnitRef> with, PersonRef? person, DateTimeOffset at) =>
        row.Set("status", "Assigned").Set("lead_unit", lead.Id).Set("lead_name", lead.Name)
            .Set("with_units", Each(with, unit => unit.Id)).Set("with_names", Each(with, unit => unit.Name))
            .Set("person_id", person?.Id).Set("person_name", person?.Name).Set("assigned_at", at);

    static void Help(RowChange row, IReadOnlyList<UnitRef> with) =>
        row.Set("with_units", Each(with, unit => unit.Id)).Set("with_names", Each(with, unit => unit.Name));

    // The nearest limit of something still to be done: of a commitment without measures, its own.
    static void Due(RowChange row, Guid? measure, DateOnly to, DateOnly? nearest)
    {
        if (measure is null) row.Set("due_on", to);
        row.SetUnlessNull("next_due_on", nearest ?? (measure is null ? to : null));
    }

    static DateOnly Nearest(CommitmentAssigned e) => (e.Measures ?? []).Select(measure => measure.DueOn).Append(e.DueOn).Min();

    static T[] Each<T>(IReadOnlyList<UnitRef> units, Func<UnitRef, T> part)
    {
        var parts = new T[units.Count];
        for (var i = 0; i < parts.Length; i++) parts[i] = part(units[i]);
        return parts;
    }
}

using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Ledger;

/// <summary>整改台账 as rows; inline, so that a person sees his own write at once.</summary>
public sealed class LedgerProjection : IProjection
{
    public string Name => "Ledger";
    public IReadOnlyList<string> Tables => ["ledger"];

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        if (e.Data is not CommitmentEvent fact || fact is YearMatchSuggested or YearMatchDecided or Commented) return;

        void Set(string assignments, params object?[] values) =>
            batch.Execute($"update ledger set {assignments}, changed_at = $2 where id = $1", [e.StreamId, e.Timestamp, .. values]);

        switch (fact)
        {
            case CommitmentRegistered x:
                batch.Execute("""
                    insert into ledger (id, report_id, organization, year, kind, title, original, section, position, status, due_on, registered_at, changed_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'Registered', null, $10, $10)
                    """, e.StreamId, x.ReportId, x.Organization, x.Year, x.Kind.ToString(), x.Title, x.Original, x.Section, x.Start, e.Timestamp);
                break;
            case CommitmentAssigned x:
                Set("""
                    status = 'Assigned', lead_unit = $3, lead_name = $4, with_units = $5, with_names = $6, person_id = $7, person_name = $8,
                    leader = $9, due_on = $10, original_due_on = coalesce(original_due_on, $10), standard = $11, rectification = $12, assigned_at = $2
                    """, x.Lead.Id, x.Lead.Name, Ids(x.With), Names(x.With), x.Person?.Id, x.Person?.Name, x.Leader, x.DueOn, x.Standard, x.Kind.ToString());
                break;
            case CommitmentReassigned x:
                Set("""
                    status = 'Assigned', lead_unit = $3, lead_name = $4, with_units = $5, with_names = $6, person_id = $7, person_name = $8,
                    extension_to = null, assigned_at = $2
                    """, x.Lead.Id, x.Lead.Name, Ids(x.With), Names(x.With), x.Person?.Id, x.Person?.Name);
                break;
            case AssignmentAccepted: Set("status = 'Underway'"); break;
            case AssignmentDeclined:
                Set("status = 'Registered', lead_unit = null, lead_name = null, with_units = '{}', with_names = '{}', person_id = null, person_name = null");
                break;
            case CommitmentProgressed x: Set("progress = $3, percent = coalesce($4, percent), progressed_at = $2", x.Text, x.Percent); break;
            case EvidenceAttached: Set("evidence = evidence + 1"); break;
            case ExtensionRequested x: Set("extension_to = $3", x.To); break;
            case ExtensionGranted x: Set("extension_to = null, due_on = $3", x.To); break;
            case ExtensionRefused: Set("extension_to = null"); break;
            case DueDateChanged x: Set("due_on = $3", x.To); break;
            case ClosingSubmitted: Set("status = 'Submitted', missing = null"); break;
            case ClosingReturned x: Set("status = 'Returned', missing = $3", x.Missing); break;
            case CommitmentClosed x:
                Set("status = 'Closed', outcome = $3, closed_at = $2, closed_by = $4, extension_to = null", x.Outcome.ToString(), x.By.Name);
                break;
            case CommitmentReopened:
                Set("status = case when lead_unit is null then 'Registered' else 'Underway' end, outcome = null, closed_at = null, closed_by = null");
                break;
        }
    }

    static Guid[] Ids(IReadOnlyList<UnitRef> units) => [.. units.Select(unit => unit.Id)];

    static string[] Names(IReadOnlyList<UnitRef> units) => [.. units.Select(unit => unit.Name)];
}

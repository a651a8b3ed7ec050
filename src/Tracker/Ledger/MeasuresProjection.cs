using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Ledger;

/// <summary>整改措施 as rows; inline, as the ledger is.</summary>
public sealed class MeasuresProjection : IProjection
{
    public string Name => "Measures";
    public IReadOnlyList<string> Tables => ["measures"];

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        switch (e.Data)
        {
            case CommitmentAssigned x:
                Dispatch(e.StreamId, x.Measures ?? [], batch, isFirst: e.Version == 2);
                break;
            case CommitmentReassigned x:
                batch.Execute("""
                    update measures set unit_id = $2, unit_name = $3, person_id = $4, person_name = $5
                    where commitment_id = $1 and unit_id <> $2 and unit_id <> all ($6)
                    """, e.StreamId, x.Lead.Id, x.Lead.Name, x.Person?.Id, x.Person?.Name, x.With.Select(unit => unit.Id).ToArray());
                break;
            case MeasuresHandedOver x:
                batch.Execute("update measures set person_id = $3, person_name = $4 where commitment_id = $1 and person_id = $2", e.StreamId, x.From.Id, x.To.Id, x.To.Name);
                break;
            case AssignmentDeclined:
                batch.Execute("delete from measures where commitment_id = $1", e.StreamId);
                break;
            case MeasureAdded x:
                Put(e.StreamId, x.Measure, (int)e.Version, batch);
                break;
            case MeasureDropped x:
                batch.Execute("delete from measures where id = $1", x.Measure);
                break;
            case CommitmentProgressed { Measure: { } measure, Percent: { } percent }:
                batch.Execute("update measures set percent = $2 where id = $1", measure, percent);
                break;
            case ExtensionGranted { Measure: { } measure } x:
                batch.Execute("update measures set due_on = $2 where id = $1", measure, x.To);
                break;
            case DueDateChanged { Measure: { } measure } x:
                batch.Execute("update measures set due_on = $2 where id = $1", measure, x.To);
                break;
        }
    }

    // Right after the registration there is none yet. A second dispatch before the signature says anew which measures there are; a limit first set stays on its own clock.
    static void Dispatch(Guid commitment, IReadOnlyList<AssignedMeasure> measures, IStatementBatch batch, bool isFirst)
    {
        if (!isFirst) batch.Execute("delete from measures where commitment_id = $1 and id <> all ($2)", commitment, measures.Select(measure => measure.Id).ToArray());
        foreach (var (measure, position) in measures.Select((measure, position) => (measure, position)))
            Put(commitment, measure, position - measures.Count, batch);
    }

    static void Put(Guid commitment, AssignedMeasure measure, int position, IStatementBatch batch) => batch.Execute("""
        insert into measures (id, commitment_id, position, text, unit_id, unit_name, person_id, person_name, due_on, original_due_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        on conflict (id) do update set position = excluded.position, text = excluded.text, unit_id = excluded.unit_id, unit_name = excluded.unit_name,
            person_id = excluded.person_id, person_name = excluded.person_name, due_on = excluded.due_on, percent = 0
        """, measure.Id, commitment, position, measure.Text, measure.Unit.Id, measure.Unit.Name, measure.Person?.Id, measure.Person?.Name, measure.DueOn);
}

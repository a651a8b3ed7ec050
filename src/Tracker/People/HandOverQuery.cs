using System.Data.Common;

namespace Tracker.People;

public static class HandOverQuery
{
    /// <summary>Open commitments on which, or on a measure of which, the person is named, by limit.</summary>
    public static Task<IReadOnlyList<HeldCommitment>> Held(DbConnection connection, Guid person, CancellationToken ct) =>
        connection.Command("""
            select id, title, lead_unit, lead_name, due_on from ledger
            where (person_id = $1 or id in (select commitment_id from measures where person_id = $1)) and status <> 'Closed' and status <> 'CarriedOver'
            order by due_on nulls last, id
            """, person).Rows(r => new HeldCommitment(r.GetGuid(0), r.GetString(1), r.Nullable<Guid>(2), r.Text(3), r.Nullable<DateOnly>(4)), ct);
}

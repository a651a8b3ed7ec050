using System.Data.Common;

namespace Tracker.Ledger;

/// <summary>One 整改措施 of a commitment's row.</summary>
public sealed record MeasureRow(
    Guid Id, Guid CommitmentId, string Text, Guid UnitId, string UnitName, string? PersonName, DateOnly DueOn, DateOnly OriginalDueOn, int Percent);

public static class MeasuresQuery
{
    /// <summary>The measures of many commitments, each in its own order: one statement.</summary>
    public static async Task<ILookup<Guid, MeasureRow>> Of(DbConnection connection, IReadOnlyList<Guid> commitments, CancellationToken ct) =>
        (await connection.Command("""
            select id, commitment_id, text, unit_id, unit_name, person_name, due_on, original_due_on, percent
            from measures where commitment_id = any($1) order by commitment_id, position, id
            """, (object)commitments.ToArray()).Rows(r => new MeasureRow(
            r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetGuid(3), r.GetString(4), r.Text(5),
            r.GetFieldValue<DateOnly>(6), r.GetFieldValue<DateOnly>(7), r.GetInt32(8)), ct)).ToLookup(row => row.CommitmentId);
}

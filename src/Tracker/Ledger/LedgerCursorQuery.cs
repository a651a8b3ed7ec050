using System.Data.Common;
using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Ledger;

/// <summary>Some rows of the ledger.</summary>
/// <param name="Next">The cursor behind the last of them; null where there are no more.</param>
public sealed record LedgerSlice(IReadOnlyList<LedgerRow> Items, string? Next);

/// <summary>The ledger read from row to row: each page begins behind the last row of the one before, however far in that is.</summary>
public static class LedgerCursorQuery
{
    const string Done = "status in ('Closed', 'CarriedOver')";

    /// <param name="filter">Its page and page size are not asked.</param>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <exception cref="FormatException">The cursor is not one of this order.</exception>
    public static async Task<LedgerSlice> After(
        DbConnection connection, LedgerFilter filter, string? cursor, int limit, Actor actor, DateOnly today, CancellationToken ct)
    {
        var where = LedgerQuery.Matching(filter, actor, today);
        if (cursor is not null) Behind(where, filter.Sort, cursor);
        // One more than asked for tells whether there is a next page.
        var rows = await connection.Command(
            $"select {LedgerQuery.Columns}, position from ledger {where} order by {LedgerQuery.OrderOf(filter.Sort)} limit {limit + 1}",
            [.. where.Values]).Rows(r => (Row: LedgerQuery.Row(r, today), Position: r.GetInt32(25)), ct);
        if (rows.Count <= limit) return new([.. rows.Select(row => row.Row)], null);
        var (last, position) = rows[limit - 1];
        return new([.. rows.Take(limit).Select(row => row.Row)], Cursor.Write($"{filter.Sort}", Key(filter.Sort, last, position)));
    }

    static object?[] Key(LedgerSort sort, LedgerRow row, int position) => sort switch
    {
        LedgerSort.Changed or LedgerSort.Waiting => [row.ChangedAt, row.Id],
        LedgerSort.Report => [row.Year, row.Organization, position, row.Id],
        _ => [row.Status is CommitmentStatus.Closed or CommitmentStatus.CarriedOver, row.NextDueOn, row.Id],
    };

    static void Behind(Conditions where, LedgerSort sort, string cursor)
    {
        var last = Cursor.Read(cursor, $"{sort}", sort switch { LedgerSort.Changed or LedgerSort.Waiting => 2, LedgerSort.Report => 4, _ => 3 });
        var id = Cursor.Id(last[^1]);
        switch (sort)
        {
            case LedgerSort.Changed:
                where.Add("(changed_at < {0} or changed_at = {0} and id > {1})", Cursor.Instant(last[0]), id);
                break;
            case LedgerSort.Waiting:
                where.Add("(changed_at, id) > ({0}, {1})", Cursor.Instant(last[0]), id);
                break;
            case LedgerSort.Report:
                where.AddAll("(-year, organization, position, id) > ({0}, {1}, {2}, {3})", -Cursor.Number(last[0]), last[1], Cursor.Number(last[2]), id);
                break;
            default:
                where.AddAll($"({Done}, coalesce(next_due_on, 'infinity'::date), id) > ({{0}}, coalesce({{1}}::date, 'infinity'::date), {{2}})",
                    Cursor.Flag(last[0]), Cursor.Day(last[1]), id);
                break;
        }
    }
}

using System.Data.Common;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Boards;

/// <summary>What stands where, in one scope.</summary>
/// <param name="ToAssign">待派单.</param>
/// <param name="ToAccept">待签收.</param>
/// <param name="ExtensionAsked">延期待批.</param>
public sealed record BoardCounts(
    int Total, int Open, int ToAssign, int ToAccept, int Underway, int Submitted, int Returned, int Closed, int CarriedOver, int Yellow, int Red, int ExtensionAsked, int AwaitingCountersign, int OnNotice);

/// <summary>One unit's row of the supervisor's table; items are counted with the unit that leads them.</summary>
public sealed record UnitCounts(Guid Unit, string Name, int Total, int Open, int Yellow, int Red, int Closed, OnTime Approved, OnTime Original);

/// <summary>
/// 按期办结率 on one clock: closed (not 终止) on or before the limit, of the items whose limit falls in the period.
/// </summary>
/// <param name="InTime">件数 closed in time.</param>
/// <param name="Due">件数 whose limit falls in the period.</param>
public sealed record OnTime(int InTime, int Due)
{
    /// <summary>Whole percent, or null where nothing was due.</summary>
    public int? Percent => Due == 0 ? null : (int)Math.Round(100m * InTime / Due, MidpointRounding.AwayFromZero);
}

public static class BoardsQuery
{
    /// <summary>The counts of what the person sees, or of one unit with those below it: one statement.</summary>
    public static async Task<BoardCounts> Counts(DbConnection connection, Actor actor, Guid? unit, DateOnly today, CancellationToken ct)
    {
        var where = new Conditions();
        LedgerQuery.Scope(where, actor);
        if (unit is { } chosen) LedgerQuery.OfUnit(where, chosen);
        var (now, near) = ($"${where.Values.Count + 1}::date", $"${where.Values.Count + 2}::date");
        return (await connection.Command($"""
            select count(*)::int, {Count(LedgerQuery.Open)}, {Count("status = 'Registered'")}, {Count("status = 'Assigned'")},
                   {Count("status = 'Underway'")}, {Count("status = 'Submitted'")}, {Count("status = 'Returned'")}, {Count("status = 'Closed'")}, {Count("status = 'CarriedOver'")},
                   {Count($"{LedgerQuery.HasLight} and next_due_on >= {now} and next_due_on <= {near}")}, {Count($"{LedgerQuery.HasLight} and next_due_on < {now}")}, {Count("extension_to is not null")},
                   {Count("status = 'AwaitingCountersign'")}, {Count("status = 'OnNotice'")}
            from ledger {where}
            """, [.. where.Values, today, today.AddDays(LedgerQuery.YellowDays)]).Rows(r => new BoardCounts(
            r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7),
            r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt32(11), r.GetInt32(12), r.GetInt32(13)), ct))[0];
    }

    /// <summary>Every unit that leads something of what the person sees, in the order of the units: one statement.</summary>
    /// <param name="from">First day of the period of 按期办结率.</param>
    /// <param name="to">Last day of it.</param>
    /// <param name="zone">The zone in which the day of a closing is told.</param>
    public static Task<IReadOnlyList<UnitCounts>> Units(
        DbConnection connection, Actor actor, DateOnly from, DateOnly to, DateOnly today, TimeZoneInfo zone, CancellationToken ct)
    {
        var area = actor.Where(Right.ReadLedger);
        const string closedOn = "outcome in ('Done', 'Partly') and (closed_at at time zone $5)::date";
        return connection.Command($"""
            select lead_unit, coalesce(u.name, max(lead_name)), count(*)::int, {Count(LedgerQuery.Open)},
                   {Count($"{LedgerQuery.HasLight} and next_due_on >= $3 and next_due_on <= $4")}, {Count($"{LedgerQuery.HasLight} and next_due_on < $3")}, {Count("status = 'Closed'")},
                   {Count($"due_on between $1 and $2 and {closedOn} <= due_on")}, {Count("due_on between $1 and $2")},
                   {Count($"original_due_on between $1 and $2 and {closedOn} <= original_due_on")}, {Count("original_due_on between $1 and $2")}
            from ledger left join units u on u.id = lead_unit where lead_unit is not null and ($6 or lead_unit = any($7))
            group by lead_unit, u.name, u.sort_order order by u.sort_order nulls last, 2
            """, from, to, today, today.AddDays(LedgerQuery.YellowDays), zone.Id, area.Everywhere, area.Units.ToArray()).Rows(r => new UnitCounts(
            r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6),
            new(r.GetInt32(7), r.GetInt32(8)), new(r.GetInt32(9), r.GetInt32(10))), ct);
    }

    static string Count(string condition) => $"(count(*) filter (where {condition}))::int";
}

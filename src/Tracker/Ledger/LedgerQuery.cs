using System.Data.Common;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Ledger;

/// <summary>绿 on course, 黄 near its limit, 红 overdue; none before dispatch and after closing.</summary>
public enum Light { None, Green, Yellow, Red }

/// <summary>By limit, by last change (newest first), in the reports' order, or by last change with the oldest first.</summary>
public enum LedgerSort { Due, Changed, Report, Waiting }

/// <summary>What the ledger page is asked for; null means all.</summary>
/// <param name="Unit">Lead or co-unit, itself or a unit below it.</param>
/// <param name="ExtensionAsked">延期待批 only.</param>
public sealed record LedgerFilter(
    Guid? Unit = null, CommitmentStatus? Status = null, Light? Light = null, int? Year = null, ItemKind? Kind = null,
    string? Organization = null, bool OnlyOpen = false, bool ExtensionAsked = false, LedgerSort Sort = LedgerSort.Due, int Page = 1, int PageSize = 50);

public sealed record LedgerRow(
    Guid Id, Guid ReportId, string Organization, int Year, ItemKind Kind, string Title, CommitmentStatus Status,
    Guid? LeadUnit, string? LeadName, IReadOnlyList<string> WithNames, string? PersonName, string? Leader, DateOnly? DueOn, DateOnly? OriginalDueOn,
    DateOnly? ExtensionTo, int? Percent, string? Progress, int Evidence, string? Missing, Outcome? Outcome,
    DateTimeOffset? ClosedAt, string? ClosedBy, DateTimeOffset ChangedAt, Light Light, DateOnly? NextDueOn = null, DateOnly? NoticeUntil = null);

public sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, long Total, int Page, int PageSize)
{
    public int Pages => (int)Math.Max(1, (Total + PageSize - 1) / PageSize);
}

public static class LedgerQuery
{
    /// <summary>黄灯 begins so many days before the limit.</summary>
    public const int YellowDays = 30;

    /// <summary>Neither closed nor carried over.</summary>
    internal const string Open = "status not in ('Closed', 'CarriedOver')";

    /// <summary>Has a light: dispatched, open, and not reviewed already.</summary>
    internal const string HasLight = "status not in ('Registered', 'OnNotice', 'Closed', 'CarriedOver')";

    internal const string Columns = """
        id, report_id, organization, year, kind, title, status, lead_unit, lead_name, with_names, person_name, leader, due_on, original_due_on,
        extension_to, percent, progress, evidence, missing, outcome, closed_at, closed_by, changed_at, next_due_on, notice_until
        """;

    /// <param name="dueOn">The nearest limit of something still to be done: the light is the worst of the measures'.</param>
    public static Light LightOf(CommitmentStatus status, DateOnly? dueOn, DateOnly today) => (status, dueOn) switch
    {
        (CommitmentStatus.OnNotice or CommitmentStatus.Closed or CommitmentStatus.CarriedOver or CommitmentStatus.Registered, _) or (_, null) => Light.None,
        (_, { } due) when due < today => Light.Red,
        (_, { } due) when due <= today.AddDays(YellowDays) => Light.Yellow,
        _ => Light.Green,
    };

    /// <summary>One page of the ledger as this person may see it, with the count of all rows: one statement.</summary>
    public static async Task<LedgerPage> Page(DbConnection connection, LedgerFilter filter, Actor actor, DateOnly today, CancellationToken ct)
    {
        var where = Matching(filter, actor, today);
        var order = OrderOf(filter.Sort);
        var (page, size) = (Math.Max(1, filter.Page), Math.Clamp(filter.PageSize, 1, 500));
        long total = 0;
        var rows = await connection.Command(
            $"select {Columns}, count(*) over () from ledger {where} order by {order} limit {size} offset {(long)(page - 1) * size}",
            [.. where.Values]).Rows(r => { total = r.GetInt64(25); return Row(r, today); }, ct);
        // A page beyond the end shows the last one rather than nothing.
        return rows.Count == 0 && page > 1
            ? await Page(connection, filter with { Page = 1 }, actor, today, ct)
            : new(rows, total, page, size);
    }

    /// <summary>What the filter asks for and this person may see.</summary>
    internal static Conditions Matching(LedgerFilter filter, Actor actor, DateOnly today)
    {
        var where = new Conditions();
        Scope(where, actor);
        if (filter.Unit is { } unit) OfUnit(where, unit);
        if (filter.Status is { } status) where.Add("status = {0}", status.ToString());
        if (filter.OnlyOpen) where.Add(Open);
        if (filter.ExtensionAsked) where.Add("extension_to is not null");
        if (filter.Year is { } year) where.Add("year = {0}", year);
        if (filter.Kind is { } kind) where.Add("kind = {0}", kind.ToString());
        if (filter.Organization is { } organization) where.Add("organization = {0}", organization);
        if (filter.Light is { } light) Lit(where, light, today);
        return where;
    }

    internal static string OrderOf(LedgerSort sort) => sort switch
    {
        LedgerSort.Changed => "changed_at desc, id",
        LedgerSort.Waiting => "changed_at, id",
        LedgerSort.Report => "year desc, organization, position, id",
        // What is still to be done comes before what is closed.
        _ => "status in ('Closed', 'CarriedOver'), next_due_on nulls last, id",
    };

    public static async Task<LedgerRow?> Find(DbConnection connection, Guid id, DateOnly today, CancellationToken ct) =>
        (await connection.Command($"select {Columns} from ledger where id = $1", id).Rows(r => Row(r, today), ct)).SingleOrDefault();

    /// <summary>The report's commitments that this person may see, in the report's order.</summary>
    public static Task<IReadOnlyList<Guid>> OfReport(DbConnection connection, Guid reportId, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("report_id = {0}", reportId);
        Scope(where, actor);
        return connection.Command($"select id from ledger {where} order by position, id", [.. where.Values]).Rows(r => r.GetGuid(0), ct);
    }

    /// <summary>Those of these commitments that this person may see.</summary>
    public static Task<IReadOnlyList<Guid>> Among(DbConnection connection, IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("id = any({0})", ids.ToArray());
        Scope(where, actor);
        return connection.Command($"select id from ledger {where}", [.. where.Values]).Rows(r => r.GetGuid(0), ct);
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> Titles(DbConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await connection.Command("select id, title from ledger where id = any($1)", ids.ToArray()).Rows(r => KeyValuePair.Create(r.GetGuid(0), r.GetString(1)), ct)).ToDictionary();

    /// <summary>Whose public notice ended before today without an objection that waits.</summary>
    public static Task<IReadOnlyList<Guid>> NoticesOver(DbConnection connection, DateOnly today, CancellationToken ct) =>
        connection.Command("select id from ledger where status = 'OnNotice' and notice_until < $1 and not objection order by notice_until, id", today).Rows(r => r.GetGuid(0), ct);

    /// <summary>What the filter can be set to: years and organisations of the rows that this person may see.</summary>
    public static async Task<(IReadOnlyList<int> Years, IReadOnlyList<string> Organizations)> Choices(DbConnection connection, Actor actor, CancellationToken ct)
    {
        var where = new Conditions();
        Scope(where, actor);
        var rows = await connection.Command($"select distinct year, organization from ledger {where} order by 1 desc, 2", [.. where.Values]).Rows(r => (Year: r.GetInt32(0), Organization: r.GetString(1)), ct);
        return ([.. rows.Select(row => row.Year).Distinct()], [.. rows.Select(row => row.Organization).Distinct()]);
    }

    /// <summary>What the person's <see cref="Area"/> covers: of units {0}, or not dispatched and reported by organisations {1}.</summary>
    internal const string Covered = "(lead_unit = any({0}) or with_units && {0} or lead_unit is null and organization = any({1}))";

    internal static void Scope(Conditions where, Actor actor)
    {
        var area = actor.Where(Right.ReadLedger);
        if (!area.Everywhere) where.Add(Covered, area.Units.ToArray(), area.Organizations.ToArray());
    }

    internal static void OfUnit(Conditions where, Guid unit)
    {
        const string below = "array(with recursive below as (select {0}::uuid as id union select u.id from units u join below b on u.parent_id = b.id) select id from below)";
        where.Add($"(lead_unit = any({below}) or with_units && {below})", unit);
    }

    static void Lit(Conditions where, Light light, DateOnly today)
    {
        if (light is Light.None)
        {
            where.Add("(status in ('Registered', 'OnNotice', 'Closed', 'CarriedOver') or next_due_on is null)");
            return;
        }
        where.Add(HasLight);
        if (light is Light.Red) where.Add("next_due_on < {0}", today);
        else if (light is Light.Yellow) where.Add("next_due_on >= {0}", today).Add("next_due_on <= {0}", today.AddDays(YellowDays));
        else where.Add("next_due_on > {0}", today.AddDays(YellowDays));
    }

    internal static LedgerRow Row(DbDataReader r, DateOnly today)
    {
        var (status, due, next) = (Enum.Parse<CommitmentStatus>(r.GetString(6)), r.Nullable<DateOnly>(12), r.Nullable<DateOnly>(23));
        return new(
            r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetInt32(3), Enum.Parse<ItemKind>(r.GetString(4)), r.GetString(5), status,
            r.Nullable<Guid>(7), r.Text(8), r.GetFieldValue<string[]>(9), r.Text(10), r.Text(11), due, r.Nullable<DateOnly>(13),
            r.Nullable<DateOnly>(14), r.Nullable<int>(15), r.Text(16), r.GetInt32(17), r.Text(18),
            r.Text(19) is { } outcome ? Enum.Parse<Outcome>(outcome) : null,
            r.Nullable<DateTimeOffset>(20), r.Text(21), r.GetFieldValue<DateTimeOffset>(22), LightOf(status, next, today), next, r.Nullable<DateOnly>(24));
    }
}

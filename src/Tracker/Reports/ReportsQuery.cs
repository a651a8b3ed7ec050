using System.Data.Common;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Reports;

public sealed record ReportRow(
    Guid Id, string Organization, Genre Genre, int Year, DateOnly? Published, string FileName, int Revision, int Found, int Confirmed,
    DateTimeOffset ImportedAt, string ImportedBy, int Linked);

/// <summary>Some of the reports.</summary>
/// <param name="Next">The cursor behind the last of them; null where there are no more.</param>
public sealed record ReportSlice(IReadOnlyList<ReportRow> Items, string? Next);

public static class ReportsQuery
{
    const string Select = """
        select r.id, r.organization, r.genre, r.year, r.published, r.file_name, r.revision, r.found, r.confirmed, r.imported_at, r.imported_by,
               (select count(*)::int from year_links y where y.report_id = r.id)
        from reports r
        """;

    const string ByYear = "year";

    /// <summary>How many reports this person may read.</summary>
    public static async Task<long> Count(DbConnection connection, Actor actor, CancellationToken ct)
    {
        var where = new Conditions();
        Scope(where, actor);
        return (await connection.Command($"select count(*) from reports {where}", [.. where.Values]).Rows(r => r.GetInt64(0), ct))[0];
    }

    /// <summary>True where the report is there and within this person's scope.</summary>
    public static async Task<bool> MayRead(DbConnection connection, Guid id, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("id = {0}", id);
        Scope(where, actor);
        return (await connection.Command($"select 1 from reports {where}", [.. where.Values]).Rows(_ => true, ct)).Count > 0;
    }

    /// <summary>Those of these reports that this person may read.</summary>
    public static Task<IReadOnlyList<Guid>> Among(DbConnection connection, IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("id = any({0})", ids.ToArray());
        Scope(where, actor);
        return connection.Command($"select id from reports {where}", [.. where.Values]).Rows(r => r.GetGuid(0), ct);
    }

    /// <summary>The organisation's reports of this genre after this year, in order.</summary>
    public static Task<IReadOnlyList<Guid>> Later(DbConnection connection, string organization, Genre genre, int year, CancellationToken ct) =>
        connection.Command("select id from reports where organization = $1 and genre = $2 and year > $3 order by year", organization, genre.ToString(), year)
            .Rows(r => r.GetGuid(0), ct);

    /// <summary>The reports that this person may read, newest import first, each with the number of commitments of the year before that it was linked to.</summary>
    public static Task<IReadOnlyList<ReportRow>> All(DbConnection connection, Actor actor, int page, int size, CancellationToken ct)
    {
        var where = new Conditions();
        Scope(where, actor);
        return connection.Command($"{Select} {where} order by r.imported_at desc limit {size} offset {(long)(page - 1) * size}", [.. where.Values]).Rows(Row, ct);
    }

    /// <summary>The reports that this person may read, newest year first, from page to page.</summary>
    /// <param name="organization">Only its reports; null for all.</param>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <exception cref="FormatException">The cursor is not one of this list.</exception>
    public static async Task<ReportSlice> After(DbConnection connection, string? organization, int? year, string? cursor, int limit, Actor actor, CancellationToken ct)
    {
        var where = new Conditions();
        Scope(where, actor);
        if (organization is not null) where.Add("organization = {0}", organization);
        if (year is { } only) where.Add("year = {0}", only);
        if (cursor is not null)
        {
            var last = Cursor.Read(cursor, ByYear, 3);
            where.AddAll("(-year, organization, id) > ({0}, {1}, {2})", -Cursor.Number(last[0]), last[1], Cursor.Id(last[2]));
        }
        var rows = await connection.Command($"{Select} {where} order by r.year desc, r.organization, r.id limit {limit + 1}", [.. where.Values]).Rows(Row, ct);
        return rows.Count <= limit ? new(rows, null)
            : new([.. rows.Take(limit)], Cursor.Write(ByYear, rows[limit - 1].Year, rows[limit - 1].Organization, rows[limit - 1].Id));
    }

    static ReportRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), Enum.Parse<Genre>(r.GetString(2)), r.GetInt32(3), r.Nullable<DateOnly>(4), r.GetString(5), r.GetInt32(6),
        r.GetInt32(7), r.GetInt32(8), r.GetFieldValue<DateTimeOffset>(9), r.GetString(10), r.GetInt32(11));

    // Reports of the scope's own organisations, and those of which it has commitments.
    static void Scope(Conditions where, Actor actor)
    {
        if (actor.ReadsAllReports) return;
        var area = actor.Where(Right.ReadLedger);
        where.Add($"(organization = any({{1}}) or id in (select report_id from ledger where {LedgerQuery.Covered}))", area.Units.ToArray(), area.Organizations.ToArray());
    }
}

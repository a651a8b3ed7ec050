using System.Data.Common;

namespace Tracker.Reports;

public sealed record ReportRow(
    Guid Id, string Organization, Genre Genre, int Year, DateOnly? Published, string FileName, int Revision, int Found, int Confirmed,
    DateTimeOffset ImportedAt, string ImportedBy, int Linked);

public static class ReportsQuery
{
    public static async Task<long> Count(DbConnection connection, CancellationToken ct) =>
        (await connection.Command("select count(*) from reports").Rows(r => r.GetInt64(0), ct))[0];

    /// <summary>The organisation's reports of this genre after this year, in order.</summary>
    public static Task<IReadOnlyList<Guid>> Later(DbConnection connection, string organization, Genre genre, int year, CancellationToken ct) =>
        connection.Command("select id from reports where organization = $1 and genre = $2 and year > $3 order by year", organization, genre.ToString(), year)
            .Rows(r => r.GetGuid(0), ct);

    /// <summary>All reports, newest import first, each with the number of commitments of the year before that it was linked to.</summary>
    public static Task<IReadOnlyList<ReportRow>> All(DbConnection connection, int page, int size, CancellationToken ct) =>
        connection.Command("""
            select r.id, r.organization, r.genre, r.year, r.published, r.file_name, r.revision, r.found, r.confirmed, r.imported_at, r.imported_by,
                   (select count(*)::int from year_links y where y.report_id = r.id)
            from reports r order by r.imported_at desc limit $1 offset $2
            """, size, (page - 1) * size).Rows(r => new ReportRow(
            r.GetGuid(0), r.GetString(1), Enum.Parse<Genre>(r.GetString(2)), r.GetInt32(3), r.Nullable<DateOnly>(4), r.GetString(5), r.GetInt32(6),
            r.GetInt32(7), r.GetInt32(8), r.GetFieldValue<DateTimeOffset>(9), r.GetString(10), r.GetInt32(11)), ct);
}

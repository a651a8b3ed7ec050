using System.Data.Common;
using Tracker.Ledger;

namespace Tracker.Reads;

/// <summary>事项, 报告, 佐证材料, 导出.</summary>
public enum ReadKind { Commitment, Report, File, Export }

/// <summary>查阅记录: who opened what, when, from where.</summary>
/// <param name="Day">In the installation's zone.</param>
public sealed record ReadRow(DateTimeOffset At, DateOnly Day, Guid PersonId, string PersonName, ReadKind Kind, string Path, string? Address);

public static class ReadsTable
{
    const int PageSize = 50;

    /// <summary>Many at once: one statement.</summary>
    public static Task Add(DbConnection connection, IReadOnlyList<ReadRow> rows, CancellationToken ct) =>
        connection.Run("""
            insert into reads (at, day, person_id, person_name, kind, path, address)
            select * from unnest($1::timestamptz[], $2::date[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
            """, ct, rows.Select(row => row.At).ToArray(), rows.Select(row => row.Day).ToArray(), rows.Select(row => row.PersonId).ToArray(),
            rows.Select(row => row.PersonName).ToArray(), rows.Select(row => row.Kind.ToString()).ToArray(), rows.Select(row => row.Path).ToArray(),
            rows.Select(row => row.Address).ToArray());

    /// <summary>Newest first, of one day and where asked of one person.</summary>
    public static async Task<(IReadOnlyList<ReadRow> Rows, long Total)> Page(DbConnection connection, DateOnly day, Guid? person, int page, CancellationToken ct)
    {
        var where = new Conditions().Add("day = {0}", day);
        if (person is { } one) where.Add("person_id = {0}", one);
        long total = 0;
        var rows = await connection.Command($"""
            select at, day, person_id, person_name, kind, path, address, count(*) over () from reads {where}
            order by id desc limit {PageSize} offset {(long)(Math.Max(1, page) - 1) * PageSize}
            """, [.. where.Values]).Rows(r =>
            {
                total = r.GetInt64(7);
                return new ReadRow(r.GetFieldValue<DateTimeOffset>(0), r.GetFieldValue<DateOnly>(1), r.GetGuid(2), r.GetString(3), Enum.Parse<ReadKind>(r.GetString(4)), r.GetString(5), r.Text(6));
            }, ct);
        return rows.Count == 0 && page > 1 ? await Page(connection, day, person, 1, ct) : (rows, total);
    }

    public static int RowsAPage => PageSize;
}

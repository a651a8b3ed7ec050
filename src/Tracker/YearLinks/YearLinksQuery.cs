using System.Data.Common;
using System.Text.Json;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>One commitment of the year before beside what the later report says of it.</summary>
public sealed record YearLinkRow(
    Guid CommitmentId, Guid ReportId, int Year, ItemKind Kind, string Title, string Original, string? LeadName, string Status,
    YearVerdict Suggested, string Reason, bool Recurring, IReadOnlyList<YearPassage> Evidence, IReadOnlyList<YearPassage> Restated,
    YearVerdict? Decided, string? Note, string? DecidedBy, DateTimeOffset? DecidedAt)
{
    /// <summary>The matcher is sure, and nobody has said anything yet.</summary>
    public bool IsSure => Decided is null && YearMatcher.IsSure(Suggested, Evidence);
}

public static class YearLinksQuery
{
    const string Select = """
        select y.commitment_id, y.report_id, y.year, l.kind, l.title, l.original, l.lead_name, l.status, y.verdict, y.reason, y.recurring,
               y.evidence::text, y.restated::text, y.decided, y.note, y.decided_by, y.decided_at
        from year_links y join ledger l on l.id = y.commitment_id
        """;

    /// <summary>What this later report answers, as far as this person may see it, in the order of the earlier report.</summary>
    public static Task<IReadOnlyList<YearLinkRow>> OfReport(DbConnection connection, Guid laterReportId, Actor actor, CancellationToken ct) =>
        connection.Command($"""
            {Select} where y.report_id = $1 and ($2 or l.lead_unit = any($3) or l.with_units && $3)
            order by l.position, l.id
            """, laterReportId, actor.SeesAllUnits, actor.UnitIds.ToArray()).Rows(Row, ct);

    public static Task<IReadOnlyList<YearLinkRow>> OfCommitment(DbConnection connection, Guid commitmentId, CancellationToken ct) =>
        connection.Command($"{Select} where y.commitment_id = $1 order by y.year", commitmentId).Rows(Row, ct);

    static YearLinkRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), Enum.Parse<ItemKind>(r.GetString(3)), r.GetString(4), r.GetString(5), r.Text(6), r.GetString(7),
        Enum.Parse<YearVerdict>(r.GetString(8)), r.GetString(9), r.GetBoolean(10), Passages(r.GetString(11)), Passages(r.GetString(12)),
        r.Text(13) is { } decided ? Enum.Parse<YearVerdict>(decided) : null, r.Text(14), r.Text(15), r.Nullable<DateTimeOffset>(16));

    static IReadOnlyList<YearPassage> Passages(string json) => JsonSerializer.Deserialize(json, TrackerJson.Default.IReadOnlyListYearPassage) ?? [];
}

using System.Data.Common;
using System.Text.Json;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>One commitment of the year before beside what the later report says of it.</summary>
public sealed record YearLinkRow(
    Guid CommitmentId, Guid ReportId, int Year, ItemKind Kind, string Title, string Original, string? LeadName, string Status,
    YearVerdict Suggested, string Reason, bool Recurring, IReadOnlyList<YearPassage> Evidence, IReadOnlyList<YearPassage> Restated,
    YearVerdict? Decided, string? Note, string? DecidedBy, DateTimeOffset? DecidedAt,
    IReadOnlyList<AnsweredPart> Parts, Outcome? Outcome, Guid? CarriedTo, IReadOnlyList<YearPassage> NamedAgain, bool? Same)
{
    /// <summary>Neither done nor carried over: it may go on in the new year.</summary>
    public bool MayBeCarriedOver => Status is not (nameof(CommitmentStatus.Closed) or nameof(CommitmentStatus.CarriedOver)) || Outcome is Commitments.Outcome.NotDone && CarriedTo is null;

    /// <summary>The reviewer has settled that it was not answered, or only in part.</summary>
    public bool IsNotDone => MayBeCarriedOver && Decided is not (null or YearVerdict.Answered);

    /// <summary>Named again as a problem, unless a reviewer said that it is another one.</summary>
    public bool IsNamedAgain => Recurring && Same is not false;

    /// <summary>The matcher is sure, and nobody has said anything yet.</summary>
    public bool IsSure => Decided is null && YearMatcher.IsSure(Suggested, Reason, Evidence);
}

public static class YearLinksQuery
{
    const string Select = """
        select y.commitment_id, y.report_id, y.year, l.kind, l.title, l.original, l.lead_name, l.status, y.verdict, y.reason, y.recurring,
               y.evidence::text, y.restated::text, y.decided, y.note, y.decided_by, y.decided_at,
               y.parts::text, l.outcome, l.carried_to, coalesce(a.passages, '[]')::text, a.same
        from year_links y join ledger l on l.id = y.commitment_id
        left join recurrences a on a.commitment_id = y.commitment_id and a.report_id = y.report_id
        """;

    /// <summary>The commitments of which this report is asked: all of the year before, and the problems of earlier years that have not gone on as another commitment.</summary>
    /// <param name="earlierId">Only that report's.</param>
    public static Task<IReadOnlyList<Guid>> Asked(DbConnection connection, ReportState later, Guid? earlierId, CancellationToken ct) =>
        connection.Command("""
            select l.id from reports r join ledger l on l.report_id = r.id
            where r.organization = $1 and r.genre = $2 and r.year < $3 and ($4::uuid is null or r.id = $4)
              and (r.year = $3 - 1 or l.kind = 'Problem' and l.status <> 'CarriedOver')
            order by r.year desc, l.position, l.id
            """, later.Organization, later.Genre.ToString(), later.Year, earlierId).Rows(r => r.GetGuid(0), ct);

    /// <summary>What this later report answers, as far as this person may see it, in the order of the earlier report.</summary>
    public static Task<IReadOnlyList<YearLinkRow>> OfReport(DbConnection connection, Guid laterReportId, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("y.report_id = {0}", laterReportId);
        LedgerQuery.Scope(where, actor);
        return connection.Command($"{Select} {where} order by l.position, l.id", [.. where.Values]).Rows(Row, ct);
    }

    public static Task<IReadOnlyList<YearLinkRow>> OfCommitment(DbConnection connection, Guid commitmentId, CancellationToken ct) =>
        connection.Command($"{Select} where y.commitment_id = $1 order by y.year", commitmentId).Rows(Row, ct);

    static YearLinkRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), Enum.Parse<ItemKind>(r.GetString(3)), r.GetString(4), r.GetString(5), r.Text(6), r.GetString(7),
        Enum.Parse<YearVerdict>(r.GetString(8)), r.GetString(9), r.GetBoolean(10), Passages(r.GetString(11)), Passages(r.GetString(12)),
        r.Text(13) is { } decided ? Enum.Parse<YearVerdict>(decided) : null, r.Text(14), r.Text(15), r.Nullable<DateTimeOffset>(16),
        JsonSerializer.Deserialize(r.GetString(17), TrackerJson.Default.IReadOnlyListAnsweredPart) ?? [],
        r.Text(18) is { } outcome ? Enum.Parse<Outcome>(outcome) : null, r.Nullable<Guid>(19), Passages(r.GetString(20)), r.Nullable<bool>(21));

    internal static IReadOnlyList<YearPassage> Passages(string json) => JsonSerializer.Deserialize(json, TrackerJson.Default.IReadOnlyListYearPassage) ?? [];
}

using System.Data.Common;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.YearLinks;

/// <summary>问题再现 as far as a person may see it: two statements, however many problems there are.</summary>
public static class ChainsQuery
{
    /// <param name="zone">The zone in which the year of a closing is told.</param>
    public static async Task<IReadOnlyList<ProblemChain>> Of(DbConnection connection, string organization, Actor actor, TimeZoneInfo zone, CancellationToken ct)
    {
        var where = new Conditions().Add("kind = 'Problem'").Add("organization = {0}", organization);
        LedgerQuery.Scope(where, actor);
        var problems = await Problems(connection, where, zone, ct);
        var recurrences = await connection.Command($"""
            {Select} where a.commitment_id in (select id from ledger {where}) order by a.year, a.commitment_id
            """, [.. where.Values]).Rows(Recurrence, ct);
        return ProblemChains.Of(problems, recurrences);
    }

    /// <summary>What later reports of the organisation name by themselves: what a reviewer may find to be the same problem.</summary>
    public static Task<IReadOnlyList<ChainProblem>> Later(DbConnection connection, CommitmentRegistered registered, Actor actor, TimeZoneInfo zone, CancellationToken ct)
    {
        var where = new Conditions().Add("kind = 'Problem'").Add("text_report is null").Add("organization = {0}", registered.Organization).Add("year > {0}", registered.Year);
        LedgerQuery.Scope(where, actor);
        return Problems(connection, where, zone, ct);
    }

    static Task<IReadOnlyList<ChainProblem>> Problems(DbConnection connection, Conditions where, TimeZoneInfo zone, CancellationToken ct) =>
        connection.Command($"""
            select id, report_id, year, title, position, original, text_report is null, status, outcome,
                   extract(year from closed_at at time zone ${where.Values.Count + 1})::int, lead_name, carried_to
            from ledger {where} order by year, position, id
            """, [.. where.Values, zone.Id]).Rows(r => new ChainProblem(
            r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), r.GetString(3), r.GetInt32(4), r.GetString(5).Length, r.GetBoolean(6), r.GetString(7),
            r.Text(8) is { } outcome ? Enum.Parse<Outcome>(outcome) : null, r.Nullable<int>(9), r.Text(10), r.Nullable<Guid>(11)), ct);

    /// <summary>The later reports that name one commitment's problem again, and those of which a reviewer has said that they don't.</summary>
    public static Task<IReadOnlyList<ChainRecurrence>> OfCommitment(DbConnection connection, Guid commitmentId, CancellationToken ct) =>
        connection.Command($"{Select} where a.commitment_id = $1 order by a.year", commitmentId).Rows(Recurrence, ct);

    /// <summary>Organisations with problems in this person's scope.</summary>
    public static Task<IReadOnlyList<string>> Organizations(DbConnection connection, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("kind = 'Problem'");
        LedgerQuery.Scope(where, actor);
        return connection.Command($"select organization from ledger {where} group by organization order by max(year) desc, organization", [.. where.Values]).Rows(r => r.GetString(0), ct);
    }

    const string Select = "select a.commitment_id, a.report_id, a.year, a.passages::text, a.same, a.note, a.decided_by, a.decided_at from recurrences a";

    static ChainRecurrence Recurrence(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), YearLinksQuery.Passages(r.GetString(3)), r.Nullable<bool>(4), r.Text(5), r.Text(6), r.Nullable<DateTimeOffset>(7));
}

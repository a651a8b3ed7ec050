using System.Data.Common;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.CommonProblems;

/// <summary>A problem of the ledger, with where its rectification stands.</summary>
public sealed record ProblemRow(
    Guid Id, string Organization, int Year, string Title, CommitmentStatus Status, Outcome? Outcome, DateTimeOffset? ClosedAt,
    string? LeadName, int Evidence)
{
    /// <summary>销号, done in full or in part: how is of use to others; 终止 is not.</summary>
    public bool IsClosed => Status is CommitmentStatus.Closed && Outcome is Commitments.Outcome.Done or Commitments.Outcome.Partly;
}

public static class CommonProblemsQuery
{
    /// <summary>Every problem that this person may see: one statement.</summary>
    public static Task<IReadOnlyList<ProblemRow>> Problems(DbConnection connection, Actor actor, CancellationToken ct)
    {
        var where = new Conditions();
        LedgerQuery.Scope(where, actor);
        where.Add("kind = {0}", $"{ItemKind.Problem}");
        return connection.Command(
            $"select id, organization, year, title, status, outcome, closed_at, lead_name, evidence from ledger {where} order by id",
            [.. where.Values]).Rows(r => new ProblemRow(
            r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetString(3), Enum.Parse<CommitmentStatus>(r.GetString(4)),
            r.Text(5) is { } outcome ? Enum.Parse<Outcome>(outcome) : null, r.Nullable<DateTimeOffset>(6), r.Text(7), r.GetInt32(8)), ct);
    }

    /// <summary>销号说明, the last of each, by commitment: one statement for all that are asked for.</summary>
    /// <param name="commitments">As <see cref="Problems"/> gave them: nothing else keeps a person to what he may see.</param>
    public static async Task<IReadOnlyDictionary<Guid, string>> ClosingStatements(DbConnection connection, IReadOnlyCollection<Guid> commitments, CancellationToken ct) =>
        commitments.Count == 0 ? new Dictionary<Guid, string>()
        : (await connection.Command("""
            select distinct on (stream_id) stream_id, data ->> 'Statement'
            from mt_events where stream_id = any($1) and type = 'closing_submitted'
            order by stream_id, version desc
            """, commitments.ToArray()).Rows(r => (Id: r.GetGuid(0), Statement: r.Text(1) ?? ""), ct)).ToDictionary(row => row.Id, row => row.Statement);
}

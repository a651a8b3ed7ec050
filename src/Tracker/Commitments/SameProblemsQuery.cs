using System.Data.Common;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Commitments;

/// <summary>A problem that is, or may be found to be, the same as another.</summary>
public sealed record SameProblemRow(Guid Id, string Organization, int Year, string Title, CommitmentStatus Status, string? LeadName);

/// <summary>同类问题 as far as a person may see them.</summary>
public static class SameProblemsQuery
{
    /// <summary>So many of those found are shown; more words find fewer.</summary>
    public const int Shown = 20;

    public static Task<IReadOnlyList<SameProblemRow>> Linked(DbConnection connection, IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct) =>
        Rows(connection, new Conditions().Add("id = any({0})", ids.ToArray()), actor, ct);

    /// <summary>Problems in whose title or original text these words occur, but for the one asked from.</summary>
    public static Task<IReadOnlyList<SameProblemRow>> Search(DbConnection connection, string words, Guid from, Actor actor, CancellationToken ct)
    {
        var pattern = $"%{words.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return Rows(connection, new Conditions().Add("kind = 'Problem'").Add("id <> {0}", from).Add("(title like {0} or original like {0})", pattern), actor, ct);
    }

    static Task<IReadOnlyList<SameProblemRow>> Rows(DbConnection connection, Conditions where, Actor actor, CancellationToken ct)
    {
        LedgerQuery.Scope(where, actor);
        return connection.Command($"select id, organization, year, title, status, lead_name from ledger {where} order by year desc, organization, position, id limit {Shown}", [.. where.Values])
            .Rows(r => new SameProblemRow(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetString(3), Enum.Parse<CommitmentStatus>(r.GetString(4)), r.Text(5)), ct);
    }
}

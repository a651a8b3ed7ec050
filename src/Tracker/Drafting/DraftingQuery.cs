using System.Data.Common;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Drafting;

public static class DraftingQuery
{
    /// <summary>The report's commitments that this person sees in the ledger, in the report's order.</summary>
    public static Task<IReadOnlyList<Guid>> Commitments(DbConnection connection, Guid reportId, Actor actor, CancellationToken ct)
    {
        var where = new Conditions().Add("report_id = {0}", reportId);
        LedgerQuery.Scope(where, actor);
        return connection.Command($"select id from ledger {where} order by position, id", [.. where.Values]).Rows(r => r.GetGuid(0), ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.Ledger;

/// <summary>整改台账 over HTTP.</summary>
static class LedgerApi
{
    public static void MapLedgerApi(this IEndpointRouteBuilder routes) =>
        routes.MapApi("/commitments", "Commitments").MapGet("", List).WithSummary("The ledger (台账) as far as the caller may see it, a page at a time");

    static async Task<Ok<LedgerSlice>> List(
        [AsParameters] LedgerRequest request, DocumentStore store, CurrentActor current, InstallationClock clock, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        return await Cursors.Read(() => LedgerCursorQuery.After(
            connection, request.Filter, request.Cursor, request.Limit ?? LedgerRequest.Usual, current.Actor, clock.Today, ct));
    }
}

using System.Data.Common;
using Tracker.EventStore;
using Tracker.Ledger;

namespace Tracker.Webhooks;

/// <summary>Makes deliveries of what happened since each webhook's checkpoint, rows and checkpoint in one transaction. Safe on several nodes at once.</summary>
public sealed class PlanDeliveries(DocumentStore store, EventFeed feed, TimeProvider time, string? site)
{
    const int Stretch = 200;

    public async Task Run(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        foreach (var id in await WebhooksTable.Active(connection, ct))
            while (await Plan(connection, id, ct)) { }
    }

    /// <returns>Whether there is more.</returns>
    async Task<bool> Plan(DbConnection connection, Guid id, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await WebhooksTable.Take(connection, id, ct) is not { } webhook) return false;
        var page = await feed.ReadAsync(webhook.Checkpoint, webhook.Types.Count > 0 ? webhook.Types : WebhookMessage.Types, Stretch, ct);
        if (page.Next == webhook.Checkpoint) return false;
        if (page.Events.Count > 0)
        {
            var titles = await LedgerQuery.Titles(connection, [.. page.Events.Select(e => e.StreamId).Distinct()], ct);
            var now = time.GetUtcNow();
            await DeliveriesTable.Plan(connection, id,
                [.. page.Events.Select(e => WebhookMessage.Of(Guid.CreateVersion7(e.Timestamp), e, titles.GetValueOrDefault(e.StreamId, ""), site))], now, ct);
        }
        await WebhooksTable.Advance(connection, id, page.Next, ct);
        await transaction.CommitAsync(ct);
        return page.Events.Count == Stretch;
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tracker.EventStore;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>Plans and sends, on every node: what one has taken another leaves alone, and what one lost another sends.</summary>
/// <remarks>Each receiver is served by itself, so that a slow one holds up nobody else.</remarks>
public sealed partial class DeliverWebhooks(
    DocumentStore store, EventFeed feed, PlanDeliveries plan, WebhookHandler webhooks, WebhookSender sender, WebhookSettings settings, TimeProvider time, ILogger<DeliverWebhooks> log)
    : BackgroundService
{
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Tidying = TimeSpan.FromHours(1);
    static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    readonly ConcurrentDictionary<Guid, Task> serving = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tidied = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var from = feed.Mark;
                await plan.Run(stoppingToken);
                await using (var connection = await store.OpenConnectionAsync(stoppingToken))
                {
                    foreach (var id in await DeliveriesTable.Due(connection, time.GetUtcNow(), stoppingToken))
                        if (!serving.ContainsKey(id)) serving[id] = Task.Run(() => Serve(id, stoppingToken), CancellationToken.None);
                    if (time.GetUtcNow() - tidied > Tidying)
                    {
                        tidied = time.GetUtcNow();
                        await DeliveriesTable.Forget(connection, tidied - KeptFor, stoppingToken);
                    }
                }
                foreach (var (id, task) in serving)
                    if (task.IsCompleted) serving.TryRemove(id, out _);
                await Task.Delay(Breath, stoppingToken);
                await feed.WaitAsync(from, LongestRest, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // What is under way is taken up again when its time is over.
            }
            catch (Exception failure)
            {
                LogFailure(failure);
                await Task.Delay(LongestRest, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        await Task.WhenAll(serving.Values);
    }

    async Task Serve(Guid id, CancellationToken ct)
    {
        try
        {
            while (await Next(id, ct)) { }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // as above
        }
        catch (Exception failure)
        {
            LogFailure(failure);
        }
    }

    /// <returns>False where nothing is due.</returns>
    async Task<bool> Next(Guid id, CancellationToken ct)
    {
        WebhookRow webhook;
        DeliveryRow delivery;
        await using (var connection = await store.OpenConnectionAsync(ct))
        {
            var now = time.GetUtcNow();
            // Twice the time it can take: nobody else takes it while this attempt lasts.
            if (await DeliveriesTable.Take(connection, id, now, now + 2 * settings.Patience, ct) is not { } taken || await WebhooksTable.Find(connection, id, ct) is not { } found) return false;
            (webhook, delivery) = (found, taken);
        }
        var sent = await Send(webhook, delivery, ct);
        // Once it was sent this is written, also by a host that is stopping.
        await using (var connection = await store.OpenConnectionAsync(CancellationToken.None))
        {
            if (sent.IsTaken) await DeliveriesTable.Delivered(connection, delivery.Id, sent.Status!.Value, CancellationToken.None);
            else
            {
                var next = sent.IsGone ? null : settings.Retries.After(delivery.Attempts, time.GetUtcNow());
                await DeliveriesTable.Failed(connection, delivery.Id, sent.Status, sent.Error, next, CancellationToken.None);
                if (sent.IsGone) await WebhooksTable.Set(connection, id, WebhookState.Gone, CancellationToken.None);
                if (next is null) LogGivenUp(delivery.Id, id, delivery.Attempts, sent.Status);
            }
        }
        return true;
    }

    async Task<Sent> Send(WebhookRow webhook, DeliveryRow delivery, CancellationToken ct)
    {
        try
        {
            return await sender.Send(webhook.Url, webhooks.SecretOf(webhook), delivery, ct);
        }
        catch (CryptographicException)
        {
            return new(null, "The secret can't be decrypted: the keys of this database are not those it was written with.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks: begun again.")]
    partial void LogFailure(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} of webhook {Webhook} was given up after {Attempts} attempts; the last answer was {Status}.")]
    partial void LogGivenUp(Guid delivery, Guid webhook, int attempts, int? status);
}

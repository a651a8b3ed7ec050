using System.Data.Common;
using Microsoft.AspNetCore.DataProtection;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>Webhooks of the installation, as its administrators keep them. A receiver hears of every unit, so nobody of a part may.</summary>
public sealed partial class WebhookHandler(
    DocumentStore store, EventFeed feed, IDataProtectionProvider protection, WebhookSettings settings, TimeProvider time, ILogger<WebhookHandler> log)
{
    readonly IDataProtector secrets = protection.CreateProtector("webhook secrets");

    public async Task<IReadOnlyList<WebhookRow>> All(Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        return await WebhooksTable.All(connection, ct);
    }

    public async Task<WebhookRow> Find(Guid id, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        return await Found(connection, id, ct);
    }

    public async Task<IReadOnlyList<DeliveryRow>> Deliveries(Guid id, Guid? before, int limit, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        await Found(connection, id, ct);
        return await DeliveriesTable.Of(connection, id, before, limit, ct);
    }

    /// <summary>It is told of what happens from here on.</summary>
    /// <returns>Its id, and the secret: shown once.</returns>
    public async Task<(Guid Id, string Secret)> Register(string? url, IReadOnlyList<string>? types, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        var (address, chosen, secret) = (WebhookAddress.Checked(url, settings.AllowPrivate), WebhookMessage.Checked(types), WebhookSecret.New());
        var row = new WebhookRow(Guid.CreateVersion7(time.GetUtcNow()), address, chosen, secrets.Protect(secret), WebhookState.Active, await feed.EndAsync(ct), time.GetUtcNow(), actor.Name);
        NeedNew(await WebhooksTable.Add(connection, row, ct));
        LogChange(actor.Name, "registered", row.Id);
        return (row.Id, secret);
    }

    public async Task Change(Guid id, string? url, IReadOnlyList<string>? types, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        await Found(connection, id, ct);
        NeedNew(await WebhooksTable.Change(connection, id, WebhookAddress.Checked(url, settings.AllowPrivate), WebhookMessage.Checked(types), ct));
        LogChange(actor.Name, "changed", id);
    }

    /// <summary>Pauses it, or lets it go on with all that happened meanwhile.</summary>
    public async Task Pause(Guid id, bool pause, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        await Found(connection, id, ct);
        await WebhooksTable.Set(connection, id, pause ? WebhookState.Paused : WebhookState.Active, ct);
        LogChange(actor.Name, pause ? "paused" : "resumed", id);
    }

    public async Task Remove(Guid id, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        await WebhooksTable.Remove(connection, id, ct);
        LogChange(actor.Name, "removed", id);
    }

    /// <returns>The delivery's id; a webhook that is paused sends it when it goes on.</returns>
    public async Task<Guid> Test(Guid id, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        await Found(connection, id, ct);
        var now = time.GetUtcNow();
        var message = WebhookMessage.OfTest(Guid.CreateVersion7(now), now, settings.Site);
        await DeliveriesTable.Plan(connection, id, [message], now, ct);
        return message.Id;
    }

    public async Task Again(Guid id, Guid delivery, Actor actor, CancellationToken ct)
    {
        await using var connection = await Open(actor, ct);
        if (!await DeliveriesTable.Again(connection, id, delivery, time.GetUtcNow(), ct)) throw new NotFoundException("没有找到这次推送，可能已被清理。");
    }

    /// <summary>For signing.</summary>
    internal string SecretOf(WebhookRow webhook) => secrets.Unprotect(webhook.Secret);

    async Task<DbConnection> Open(Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ManageRules);
        return await store.OpenConnectionAsync(ct);
    }

    static async Task<WebhookRow> Found(DbConnection connection, Guid id, CancellationToken ct) =>
        await WebhooksTable.Find(connection, id, ct) ?? throw new NotFoundException("没有找到这个推送，可能已被删除。");

    static void NeedNew(bool stored)
    {
        if (!stored) throw new RefusalException("webhook-known", "这个接收地址已经登记。如需更改类型，请在原有推送上更改。");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Person}: webhook {What}, {Webhook}.")]
    partial void LogChange(string person, string what, Guid webhook);
}

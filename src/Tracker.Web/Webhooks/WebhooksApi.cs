using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Web.Api;
using Tracker.Web.SignIn;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>/api/webhooks: the same as the administrator's page.</summary>
static class WebhooksApi
{
    const int MostAtOnce = 200;

    public static void MapWebhooksApi(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapApi("/webhooks", "Webhooks");
        all.MapGet("", async (WebhookHandler webhooks, CurrentActor current, CancellationToken ct) =>
            TypedResults.Ok((await webhooks.All(current.Actor, ct)).Select(WebhookAnswer.Of))).WithSummary("All webhooks, with what waits and what was given up.");
        all.MapPost("", Register).Changes("Registers a webhook; the answer holds the secret, which is never told again.");
        var one = all.MapGroup("/{id:guid}");
        one.MapGet("", async (Guid id, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) =>
            TypedResults.Ok(WebhookAnswer.Of(await webhooks.Find(id, current.Actor, ct)))).WithSummary("One webhook.");
        one.MapPut("", async (Guid id, WebhookRequest request, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) =>
        {
            await webhooks.Change(id, request.Url, request.Types, current.Actor, ct);
            return TypedResults.NoContent();
        }).Changes("Another address or other types of event.");
        one.MapDelete("", async (Guid id, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) =>
        {
            await webhooks.Remove(id, current.Actor, ct);
            return TypedResults.NoContent();
        }).Changes("Removes it with its deliveries.");
        one.MapPut("/pause", (Guid id, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) => Pause(id, true, webhooks, current, ct))
            .Changes("Sends nothing until it goes on.");
        one.MapDelete("/pause", (Guid id, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) => Pause(id, false, webhooks, current, ct))
            .Changes("Goes on, with all that happened meanwhile.");
        one.MapPost("/test", async (Guid id, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) =>
            TypedResults.Accepted((string?)null, new PlannedAnswer(await webhooks.Test(id, current.Actor, ct)))).Changes("Sends a message of the type webhook_test.");
        one.MapGet("/deliveries", Deliveries).WithSummary("What was sent or waits, the newest events first; next is the cursor.");
        one.MapPost("/deliveries/{delivery:guid}/resending", async (Guid id, Guid delivery, WebhookHandler webhooks, CurrentActor current, CancellationToken ct) =>
        {
            await webhooks.Again(id, delivery, current.Actor, ct);
            return TypedResults.Accepted((string?)null, new PlannedAnswer(delivery));
        }).Changes("Begins the attempts of one delivery anew.");
    }

    static async Task<Created<RegisteredAnswer>> Register(WebhookRequest request, WebhookHandler webhooks, CurrentActor current, CancellationToken ct)
    {
        var (id, secret) = await webhooks.Register(request.Url, request.Types, current.Actor, ct);
        return TypedResults.Created($"/api/webhooks/{id}", new RegisteredAnswer(id, secret));
    }

    static async Task<NoContent> Pause(Guid id, bool pause, WebhookHandler webhooks, CurrentActor current, CancellationToken ct)
    {
        await webhooks.Pause(id, pause, current.Actor, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<DeliveriesAnswer>> Deliveries(Guid id, WebhookHandler webhooks, CurrentActor current, CancellationToken ct, Guid? before = null, int limit = 50)
    {
        var size = Math.Clamp(limit, 1, MostAtOnce);
        var rows = await webhooks.Deliveries(id, before, size, current.Actor, ct);
        return TypedResults.Ok(new DeliveriesAnswer([.. rows.Select(DeliveryAnswer.Of)], rows.Count == size ? rows[^1].Id : null));
    }
}

/// <param name="Types">Stored names of events; all where none is given.</param>
public sealed record WebhookRequest([Required, StringLength(2000)] string? Url, IReadOnlyList<string>? Types = null);

/// <param name="Secret">whsec_…: told once.</param>
public sealed record RegisteredAnswer(Guid Id, string Secret);

public sealed record PlannedAnswer(Guid DeliveryId);

public sealed record WebhookAnswer(
    Guid Id, string Url, IReadOnlyList<string> Types, WebhookState State, DateTimeOffset CreatedAt, string CreatedBy, long Waiting, long Dead, DateTimeOffset? DeliveredAt)
{
    public static WebhookAnswer Of(WebhookRow row) => new(row.Id, row.Url, row.Types, row.State, row.CreatedAt, row.CreatedBy, row.Waiting, row.Dead, row.DeliveredAt);
}

/// <param name="Next">As `before` of the next page; null at the end.</param>
public sealed record DeliveriesAnswer(IReadOnlyList<DeliveryAnswer> Deliveries, Guid? Next);

public sealed record DeliveryAnswer(
    Guid Id, string Type, long? Sequence, Guid? CommitmentId, DeliveryState State, int Attempts, DateTimeOffset PlannedAt, DateTimeOffset? NextAt, DateTimeOffset? TriedAt, int? Status, string? Error)
{
    public static DeliveryAnswer Of(DeliveryRow row) => new(
        row.Id, row.Type, row.Sequence, row.CommitmentId, row.State, row.Attempts, row.PlannedAt, row.State is DeliveryState.Waiting ? row.NextAt : null, row.TriedAt, row.Status, row.Error);
}

using System.Data.Common;

namespace Tracker.Webhooks;

/// <summary>To be tried; taken by the receiver; or given up after the last attempt.</summary>
public enum DeliveryState { Waiting, Delivered, Dead }

/// <param name="Id">The webhook-id of every attempt.</param>
/// <param name="Sequence">Of the event; null for a test.</param>
/// <param name="Body">As it is signed and sent, the same in every attempt.</param>
/// <param name="NextAt">When it is tried next, where it waits.</param>
/// <param name="Status">Of the last answer; null where there was none.</param>
public sealed record DeliveryRow(
    Guid Id, Guid WebhookId, long? Sequence, string Type, Guid? CommitmentId, string Body, DeliveryState State, int Attempts,
    DateTimeOffset PlannedAt, DateTimeOffset NextAt, DateTimeOffset? TriedAt, int? Status, string? Error);

/// <summary>A row for each message and receiver: what keeps it from being forgotten.</summary>
public static class DeliveriesTable
{
    const string Columns = "id, webhook_id, sequence, type, commitment_id, body, state, attempts, planned_at, next_at, tried_at, status, error";

    /// <summary>An event that is planned already is not planned twice.</summary>
    public static Task Plan(DbConnection connection, Guid webhook, IReadOnlyList<WebhookMessage> messages, DateTimeOffset now, CancellationToken ct) => connection.Run(
        """
        insert into webhook_deliveries (id, webhook_id, sequence, type, commitment_id, body, state, planned_at, next_at)
        select id, $1, sequence, type, commitment_id, body, 'Waiting', $7, $7
        from unnest($2::uuid[], $3::bigint[], $4::text[], $5::uuid[], $6::text[]) as m (id, sequence, type, commitment_id, body)
        on conflict (webhook_id, sequence) do nothing
        """, ct, webhook, messages.Select(m => m.Id).ToArray(), messages.Select(m => m.Sequence).ToArray(), messages.Select(m => m.Type).ToArray(),
        messages.Select(m => m.CommitmentId).ToArray(), messages.Select(m => m.Body).ToArray(), now);

    /// <summary>The webhooks for which something is due.</summary>
    public static Task<IReadOnlyList<Guid>> Due(DbConnection connection, DateTimeOffset now, CancellationToken ct) => connection.Command(
        """
        select w.id from webhooks w
        where w.state = 'Active' and exists (select from webhook_deliveries d where d.webhook_id = w.id and d.state = 'Waiting' and d.next_at <= $1)
        """, now).Rows(r => r.GetGuid(0), ct);

    /// <summary>Takes the one that is due longest, as this attempt's own until <paramref name="until"/>; another node goes on with the next one.</summary>
    /// <remarks>Whoever took it and died has counted an attempt, and after that moment it is tried again.</remarks>
    public static async Task<DeliveryRow?> Take(DbConnection connection, Guid webhook, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        (await connection.Command(
            $"""
            update webhook_deliveries set attempts = attempts + 1, tried_at = $2, next_at = $3 where id = (
              select d.id from webhook_deliveries d join webhooks w on w.id = d.webhook_id
              where d.webhook_id = $1 and w.state = 'Active' and d.state = 'Waiting' and d.next_at <= $2
              order by d.next_at, d.sequence limit 1 for update of d skip locked)
            returning {Columns}
            """, webhook, now, until).Rows(Row, ct)).SingleOrDefault();

    public static Task Delivered(DbConnection connection, Guid id, int status, CancellationToken ct) =>
        connection.Run("update webhook_deliveries set state = 'Delivered', status = $2, error = null where id = $1", ct, id, status);

    /// <param name="next">When it is tried again; null gives it up.</param>
    public static Task Failed(DbConnection connection, Guid id, int? status, string? error, DateTimeOffset? next, CancellationToken ct) => connection.Run(
        """
        update webhook_deliveries set state = case when $4::timestamptz is null then 'Dead' else 'Waiting' end,
          status = $2::int, error = $3::text, next_at = coalesce($4, next_at) where id = $1
        """, ct, id, status, error, next);

    /// <summary>Begins its attempts anew, whether it was given up, delivered or still waits.</summary>
    /// <returns>False where there is no such delivery.</returns>
    public static async Task<bool> Again(DbConnection connection, Guid webhook, Guid id, DateTimeOffset now, CancellationToken ct) => await connection.Run(
        "update webhook_deliveries set state = 'Waiting', attempts = 0, next_at = $3 where webhook_id = $1 and id = $2", ct, webhook, id, now) > 0;

    /// <summary>The newest events first.</summary>
    /// <param name="before">Only those that come after this one in that order.</param>
    public static Task<IReadOnlyList<DeliveryRow>> Of(DbConnection connection, Guid webhook, Guid? before, int limit, CancellationToken ct) => connection.Command(
        $"select {Columns} from webhook_deliveries where webhook_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3", webhook, before, limit).Rows(Row, ct);

    /// <summary>What was delivered long ago.</summary>
    public static Task Forget(DbConnection connection, DateTimeOffset before, CancellationToken ct) =>
        connection.Run("delete from webhook_deliveries where state = 'Delivered' and tried_at < $1", ct, before);

    static DeliveryRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.Nullable<long>(2), r.GetString(3), r.Nullable<Guid>(4), r.GetString(5), Enum.Parse<DeliveryState>(r.GetString(6)), r.GetInt32(7),
        r.GetFieldValue<DateTimeOffset>(8), r.GetFieldValue<DateTimeOffset>(9), r.Nullable<DateTimeOffset>(10), r.Nullable<int>(11), r.Text(12));
}

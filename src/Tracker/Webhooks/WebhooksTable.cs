using System.Data.Common;

namespace Tracker.Webhooks;

/// <summary>Told of what happens; paused by an administrator; or gone, as the receiver itself said (410).</summary>
public enum WebhookState { Active, Paused, Gone }

/// <param name="Types">Stored names of events; none is all.</param>
/// <param name="Secret">Encrypted.</param>
/// <param name="Checkpoint">The number in the feed up to which deliveries are planned.</param>
public sealed record WebhookRow(
    Guid Id, string Url, IReadOnlyList<string> Types, string Secret, WebhookState State, long Checkpoint, DateTimeOffset CreatedAt, string CreatedBy)
{
    public long Waiting { get; init; }
    public long Dead { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
}

/// <summary>Webhooks as rows; each row is the lock under which its deliveries are planned.</summary>
public static class WebhooksTable
{
    const string Columns = "w.id, w.url, w.types, w.secret, w.state, w.checkpoint, w.created_at, w.created_by";

    const string WithCounts = $"""
        select {Columns},
          (select count(*) from webhook_deliveries d where d.webhook_id = w.id and d.state = 'Waiting'),
          (select count(*) from webhook_deliveries d where d.webhook_id = w.id and d.state = 'Dead'),
          (select d.tried_at from webhook_deliveries d where d.webhook_id = w.id and d.state = 'Delivered' order by d.id desc limit 1)
        from webhooks w
        """;

    public static Task<IReadOnlyList<WebhookRow>> All(DbConnection connection, CancellationToken ct) =>
        connection.Command($"{WithCounts} order by w.created_at, w.id").Rows(Counted, ct);

    public static async Task<WebhookRow?> Find(DbConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Command($"{WithCounts} where w.id = $1", id).Rows(Counted, ct)).SingleOrDefault();

    /// <returns>False where there is one for this address already.</returns>
    public static async Task<bool> Add(DbConnection connection, WebhookRow row, CancellationToken ct) => await connection.Run(
        "insert into webhooks (id, url, types, secret, state, checkpoint, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        ct, row.Id, row.Url, row.Types.ToArray(), row.Secret, row.State.ToString(), row.Checkpoint, row.CreatedAt, row.CreatedBy) > 0;

    /// <returns>False where another has this address already.</returns>
    public static async Task<bool> Change(DbConnection connection, Guid id, string url, IReadOnlyList<string> types, CancellationToken ct) => await connection.Run(
        "update webhooks set url = $2, types = $3 where id = $1 and not exists (select from webhooks where url = $2 and id <> $1)", ct, id, url, types.ToArray()) > 0;

    public static Task Set(DbConnection connection, Guid id, WebhookState state, CancellationToken ct) =>
        connection.Run("update webhooks set state = $2 where id = $1", ct, id, state.ToString());

    public static Task Remove(DbConnection connection, Guid id, CancellationToken ct) => connection.Run("delete from webhooks where id = $1", ct, id);

    public static Task<IReadOnlyList<Guid>> Active(DbConnection connection, CancellationToken ct) =>
        connection.Command("select id from webhooks where state = 'Active' order by id").Rows(r => r.GetGuid(0), ct);

    /// <summary>Takes one for as long as the transaction lasts; null where another node has it, or it is not active.</summary>
    public static async Task<WebhookRow?> Take(DbConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Command($"select {Columns} from webhooks w where w.id = $1 and w.state = 'Active' for update skip locked", id).Rows(Row, ct)).SingleOrDefault();

    public static Task Advance(DbConnection connection, Guid id, long checkpoint, CancellationToken ct) =>
        connection.Run("update webhooks set checkpoint = $2 where id = $1", ct, id, checkpoint);

    static WebhookRow Counted(DbDataReader r) => Row(r) with { Waiting = r.GetInt64(8), Dead = r.GetInt64(9), DeliveredAt = r.Nullable<DateTimeOffset>(10) };

    static WebhookRow Row(DbDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetFieldValue<string[]>(2), r.GetString(3), Enum.Parse<WebhookState>(r.GetString(4)), r.GetInt64(5),
        r.GetFieldValue<DateTimeOffset>(6), r.GetString(7));
}

using System.Data.Common;

namespace Tracker.Seals;

/// <summary>How the mail of a seal stands.</summary>
public sealed record SealMailRow(long Seal, string Recipient, bool Sent, int Attempts, DateTimeOffset? SentAt, string? Error);

/// <summary>Mails of seals as rows: planned once, tried until delivered.</summary>
public static class SealMailsTable
{
    const string Columns = "seal, recipient, state = 'sent', attempts, sent_at, error";

    /// <summary>A row for every seal since the last one planned; at first for the newest alone.</summary>
    public static Task<int> Plan(DbConnection connection, string recipient, DateTimeOffset now, CancellationToken ct) => connection.Run(
        """
        insert into seal_mails (seal, recipient, state, planned_at)
        select number, $1, 'waiting', $2 from tracker_seals
        where number > coalesce((select max(seal) from seal_mails), (select max(number) - 1 from tracker_seals))
        on conflict (seal) do nothing
        """, ct, recipient, now);

    /// <summary>Takes the oldest that waits, for as long as the transaction lasts; another node goes on with the next one.</summary>
    public static async Task<SealMailRow?> Take(DbConnection connection, CancellationToken ct) =>
        (await connection.Command(
            $"select {Columns} from seal_mails where state = 'waiting' order by seal limit 1 for update skip locked").Rows(Row, ct)).SingleOrDefault();

    public static Task Sent(DbConnection connection, long seal, string recipient, DateTimeOffset now, CancellationToken ct) => connection.Run(
        "update seal_mails set state = 'sent', recipient = $2, sent_at = $3, tried_at = $3, attempts = attempts + 1, error = null where seal = $1",
        ct, seal, recipient, now);

    public static Task Failed(DbConnection connection, long seal, string error, DateTimeOffset now, CancellationToken ct) => connection.Run(
        "update seal_mails set error = $2, tried_at = $3, attempts = attempts + 1 where seal = $1", ct, seal, error, now);

    public static Task<IReadOnlyList<SealMailRow>> Of(DbConnection connection, IReadOnlyList<long> seals, CancellationToken ct) =>
        connection.Command($"select {Columns} from seal_mails where seal = any ($1)", seals.ToArray()).Rows(Row, ct);

    static SealMailRow Row(DbDataReader r) =>
        new(r.GetInt64(0), r.GetString(1), r.GetBoolean(2), r.GetInt32(3), r.Nullable<DateTimeOffset>(4), r.Text(5));
}

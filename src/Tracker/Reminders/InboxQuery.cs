using System.Data.Common;

namespace Tracker.Reminders;

/// <summary>One message of a person's inbox.</summary>
/// <param name="DaysLeft">Days from the reminder's moment to the limit: negative when overdue.</param>
public sealed record InboxRow(
    Guid Id, Guid CommitmentId, string Title, string? LeadName, DateOnly DueOn, int DaysLeft, DateTimeOffset DeliveredAt, DateTimeOffset? ReadAt);

public sealed record PlannedReminder(DateOnly Moment, string Rule, string Recipient, DateOnly DueOn);

public static class InboxQuery
{
    public static async Task<(IReadOnlyList<InboxRow> Rows, long Total)> Page(DbConnection connection, Guid person, int page, int size, CancellationToken ct)
    {
        long total = 0;
        var rows = await connection.Command("""
            select m.id, m.commitment_id, l.title, l.lead_name, m.due_on, m.due_on - m.moment, m.delivered_at, m.read_at, count(*) over ()
            from reminders m join ledger l on l.id = m.commitment_id
            where m.recipient = $1 and m.state = 'delivered'
            order by m.delivered_at desc, m.id limit $2 offset $3
            """, person, size, (page - 1) * size).Rows(r =>
            {
                total = r.GetInt64(8);
                return new InboxRow(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.Text(3), r.GetFieldValue<DateOnly>(4), r.GetInt32(5),
                    r.GetFieldValue<DateTimeOffset>(6), r.Nullable<DateTimeOffset>(7));
            }, ct);
        return (rows, total);
    }

    public static async Task<long> Unread(DbConnection connection, Guid person, CancellationToken ct) =>
        (await connection.Command("""
            select (select count(*) from reminders where recipient = $1 and state = 'delivered' and read_at is null)
                 + (select count(*) from mentions where recipient = $1 and read_at is null)
            """, person).Rows(r => r.GetInt64(0), ct))[0];

    public static Task MarkRead(DbConnection connection, Guid person, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct) =>
        connection.Run("update reminders set read_at = $3 where recipient = $1 and id = any($2) and read_at is null", ct, person, ids.ToArray(), now);

    public static Task MarkAllRead(DbConnection connection, Guid person, DateTimeOffset now, CancellationToken ct) =>
        connection.Run("update reminders set read_at = $2 where recipient = $1 and state = 'delivered' and read_at is null", ct, person, now);

    /// <summary>What will be sent about one commitment, and when.</summary>
    public static Task<IReadOnlyList<PlannedReminder>> Planned(DbConnection connection, Guid commitmentId, CancellationToken ct) =>
        connection.Command("""
            select m.moment, m.rule, p.name, m.due_on from reminders m join people p on p.id = m.recipient
            where m.commitment_id = $1 and m.state = 'planned' order by m.moment, p.name
            """, commitmentId).Rows(r => new PlannedReminder(r.GetFieldValue<DateOnly>(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateOnly>(3)), ct);
}

using System.Data.Common;
using Tracker.EventStore;

namespace Tracker.Reminders;

/// <summary>A comment that calls a person by name, as the inbox shows it.</summary>
public sealed record MentionRow(Guid CommitmentId, long Version, string Title, string ByName, string Text, DateTimeOffset SaidAt, DateTimeOffset? ReadAt);

/// <summary>提醒我看的留言: rows stored together with the comment.</summary>
public static class MentionsTable
{
    /// <summary>So many are shown, the latest.</summary>
    public const int Shown = 50;

    /// <param name="version">The comment's version in the commitment's stream.</param>
    public static void Put(IStatementBatch batch, Guid commitment, long version, IReadOnlyList<Guid> recipients, string byName, string text, DateTimeOffset now) =>
        batch.Execute("""
            insert into mentions (commitment_id, version, recipient, by_name, text, said_at)
            select $1, $2, each, $4, $5, $6 from unnest($3::uuid[]) each on conflict do nothing
            """, commitment, version, recipients.ToArray(), byName, text, now);

    public static Task<IReadOnlyList<MentionRow>> Of(DbConnection connection, Guid person, CancellationToken ct) =>
        connection.Command($"""
            select m.commitment_id, m.version, l.title, m.by_name, m.text, m.said_at, m.read_at
            from mentions m join ledger l on l.id = m.commitment_id
            where m.recipient = $1 order by m.said_at desc limit {Shown}
            """, person).Rows(r => new MentionRow(
            r.GetGuid(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5), r.Nullable<DateTimeOffset>(6)), ct);

    public static Task MarkAllRead(DbConnection connection, Guid person, DateTimeOffset now, CancellationToken ct) =>
        connection.Run("update mentions set read_at = $2 where recipient = $1 and read_at is null", ct, person, now);
}

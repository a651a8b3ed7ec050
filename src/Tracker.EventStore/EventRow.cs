using System.Runtime.CompilerServices;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>A row of <c>mt_events</c> before its JSON is read, so that a bad one can be told from its neighbours.</summary>
sealed record EventRow(
    long Sequence, Guid Id, Guid StreamId, long Version, string TypeName, DateTimeOffset Timestamp, string? UserName,
    string? CorrelationId, string? CausationId, byte[] Json)
{
    public const string Columns =
        "seq_id, id, stream_id, version, type, timestamp, user_name, correlation_id, causation_id, data";

    public StoredEvent Read(EventTypes types) =>
        new(Sequence, Id, StreamId, Version, TypeName, Timestamp, UserName, types.Read(TypeName, Json))
        {
            CorrelationId = CorrelationId,
            CausationId = CausationId,
        };
}

static class EventRows
{
    public static async IAsyncEnumerable<EventRow> EventRowsAsync(
        this NpgsqlCommand command, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetInt64(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), Text(6), Text(7), Text(8), reader.GetFieldValue<byte[]>(9));
        }

        string? Text(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    }
}

using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>What is stored of an event, each field as PostgreSQL prints it: what is hashed, exported and compared.</summary>
/// <param name="Time">Seconds since 1970 with six decimals.</param>
/// <param name="Chain">The link that the event carries in its headers; null where another program wrote it.</param>
sealed record EventImage(
    long Sequence, Guid StreamId, long Version, Guid Id, string Time, string? Tenant, string Type, string? DotNetType,
    string? Correlation, string? Causation, string? Author, string? Chain, string Data)
{
    /// <summary><see cref="Time"/> as an instant, where it is one.</summary>
    [JsonIgnore]
    public DateTimeOffset? At =>
        decimal.TryParse(Time, NumberStyles.Number, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 60_000_000_000m
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    const string Columns =
        """
        seq_id, coalesce(stream_id, '00000000-0000-0000-0000-000000000000'), version, id, extract(epoch from timestamp)::text,
        tenant_id, type, mt_dotnet_type, correlation_id, causation_id, user_name, headers ->> 'chain', data
        """;

    /// <summary>Events of a range in the order of their numbers, one at a time.</summary>
    public static async IAsyncEnumerable<EventImage> ReadAsync(
        NpgsqlConnection connection, string schema, long after, long upTo, long limit, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select {Columns} from {schema}.mt_events where seq_id > $1 and seq_id <= $2 order by seq_id limit $3", after, upTo, limit);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetGuid(3), reader.GetString(4), Text(5), reader.GetString(6),
                Text(7), Text(8), Text(9), Text(10), Text(11), reader.GetString(12));
        }

        string? Text(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    }
}

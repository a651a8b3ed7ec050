using Npgsql;

namespace Tracker.EventStore;

/// <summary>Reads the events of whole streams and folds them into finished rows, a range of streams at a time. For one thread.</summary>
/// <param name="store">Whose events.</param>
/// <param name="connection">To read on.</param>
/// <param name="projection">Whose rows.</param>
/// <param name="table">Its table.</param>
/// <param name="skipped">Events that are passed over.</param>
/// <param name="upTo">SQL: which events count.</param>
sealed class RowLoad(
    DocumentStore store, NpgsqlConnection connection, RowProjection projection, RowTable table, HashSet<long> skipped, string upTo)
{
    /// <summary>Events that are sorted by the server and folded here at once: few enough for the memory of both.</summary>
    const int RangeSize = 100_000;

    /// <summary>Behind every stream.</summary>
    public static readonly Guid LastStream = Guid.AllBitsSet;

    readonly HashSet<string> names = [];
    readonly RowFold fold = new(projection, table);

    /// <summary>The last stream of each range, in order.</summary>
    /// <param name="after">Streams up to this one are left out; null: none is.</param>
    public static async Task<IReadOnlyList<Guid>> RangesAsync(NpgsqlConnection connection, string schema, Guid? after, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"""
            select id from (
              select id, version, sum(coalesce(version, 0)) over (order by id rows unbounded preceding) as total
              from {schema}.mt_streams where $1::uuid is null or id > $1) s
            where div(total, $2) <> div(total - coalesce(version, 0), $2) order by id
            """, new NpgsqlParameter { Value = after ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }, RangeSize);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ends = new List<Guid>();
        while (await reader.ReadAsync(ct))
        {
            ends.Add(reader.GetGuid(0));
        }
        return [.. ends, LastStream];
    }

    /// <summary>Settings of its session: whole sorts in memory, and no more processes than asked for.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var settings = connection.Command("set work_mem = '128MB'; set max_parallel_workers_per_gather = 0; set jit = off");
        await settings.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The rows of the streams behind <paramref name="after"/>, up to and with <paramref name="last"/>.</summary>
    public async Task<(List<object?[]> Rows, long Events)> ReadAsync(Guid? after, Guid last, CancellationToken ct)
    {
        var (rows, events) = (new List<object?[]>(), 0L);
        var stream = Guid.Empty;
        object?[]? row = null;
        var range = after is { } bound ? $"stream_id > {EventCopy.Literal(bound)} and " : "";
        await using var copy = await EventCopy.OpenAsync(connection, store.Schema,
            $"{range}stream_id <= {EventCopy.Literal(last)} and {upTo} order by stream_id, version", names, ct);
        while (await copy.ReadAsync(ct))
        {
            events++;
            if (copy.StreamId != stream || events == 1)
            {
                Finish();
                stream = copy.StreamId;
            }
            if (!skipped.Contains(copy.Sequence))
            {
                var data = store.Options.Events.Read(copy.TypeName, copy.Json.Span);
                row = fold.Apply(row, new(stream, copy.Version, copy.Timestamp, copy.UserName, data));
            }
        }
        Finish();
        return (rows, events);

        void Finish()
        {
            if (row is not null)
            {
                rows.Add(row);
                row = null;
            }
        }
    }
}

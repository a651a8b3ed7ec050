using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Commitments;

namespace Tracker.Benchmarks;

/// <summary>
/// The leanest Npgsql there is: one connection a writer, kept open; one prepared batch, used again; one implicit
/// transaction and one round trip. No hash, no command id, no wake-up, no sharing of commits.
/// </summary>
sealed class HandWritten : IAsyncDisposable
{
    const string InsertEvent =
        """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, user_name)
        values (nextval('mt_events_sequence'), $1, $2, $3, $4, $5, $6, $7, $8)
        """;
    const string Type = "commitment_progressed";
    const string DotNetType = "Tracker.Commitments.CommitmentProgressed, Tracker";

    readonly NpgsqlConnection connection;
    readonly NpgsqlBatch batch;
    readonly NpgsqlParameter<Guid> checkId = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly NpgsqlParameter<long> checkVersion = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    readonly NpgsqlParameter<DateTime> checkAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    readonly NpgsqlParameter<Guid> id = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly NpgsqlParameter<Guid> stream = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly NpgsqlParameter<long> version = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    readonly NpgsqlParameter<string> data = new() { NpgsqlDbType = NpgsqlDbType.Jsonb };
    readonly NpgsqlParameter<DateTime> at = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    readonly NpgsqlParameter<string> author = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    readonly NpgsqlParameter<Guid> rowId = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly NpgsqlParameter<DateTime> rowAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    readonly NpgsqlParameter<string> rowText = new() { NpgsqlDbType = NpgsqlDbType.Text };
    readonly NpgsqlParameter<int> rowPercent = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    readonly NpgsqlCommand select;
    readonly NpgsqlParameter<Guid> selected = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly bool checks;

    HandWritten(NpgsqlConnection connection, bool checks, bool row)
    {
        this.connection = connection;
        this.checks = checks;
        batch = new(connection);
        if (checks)
        {
            batch.BatchCommands.Add(new("update mt_streams set version = version + 1, timestamp = $3 where id = $1 and version = $2")
            {
                Parameters = { checkId, checkVersion, checkAt },
            });
        }
        batch.BatchCommands.Add(new(InsertEvent)
        {
            Parameters =
            {
                id, stream, version, data,
                new NpgsqlParameter<string> { TypedValue = Type, NpgsqlDbType = NpgsqlDbType.Varchar }, at,
                new NpgsqlParameter<string> { TypedValue = DotNetType, NpgsqlDbType = NpgsqlDbType.Varchar }, author,
            },
        });
        if (row)
        {
            batch.BatchCommands.Add(new("update ledger set progress = $3, percent = coalesce($4, percent), progressed_at = $2, changed_at = $2 where id = $1")
            {
                Parameters = { rowId, rowAt, rowText, rowPercent },
            });
        }
        select = new("select version, type, data from mt_events where stream_id = $1 order by version", connection) { Parameters = { selected } };
    }

    public static async Task<HandWritten> OpenAsync(NpgsqlDataSource source, bool checks = true, bool row = false)
    {
        var hand = new HandWritten(await source.OpenConnectionAsync(), checks, row);
        await hand.batch.PrepareAsync();
        await hand.select.PrepareAsync();
        return hand;
    }

    public async Task AppendAsync(Guid to, long expected, CommitmentProgressed e)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        checkId.TypedValue = stream.TypedValue = rowId.TypedValue = to;
        checkVersion.TypedValue = expected;
        checkAt.TypedValue = at.TypedValue = rowAt.TypedValue = now;
        id.TypedValue = Guid.CreateVersion7();
        version.TypedValue = expected + 1;
        data.TypedValue = JsonSerializer.Serialize(e, TrackerJson.Default.CommitmentProgressed);
        author.TypedValue = "wen-yuchuan";
        rowText.TypedValue = e.Text;
        rowPercent.TypedValue = e.Percent!.Value;
        await batch.ExecuteNonQueryAsync();
        // The unique index has refused a second event of one version; this tells of a stream that was behind.
        if (checks && batch.BatchCommands[0].RecordsAffected != 1)
        {
            throw new InvalidOperationException($"Stream {to} was not at version {expected}.");
        }
    }

    /// <summary>A prepared select and a fold by hand.</summary>
    public async Task<(Commitment? State, long Version)> LoadAsync(Guid from)
    {
        selected.TypedValue = from;
        await using var reader = await select.ExecuteReaderAsync();
        Commitment? state = null;
        var last = 0L;
        while (await reader.ReadAsync())
        {
            last = reader.GetInt64(0);
            var json = reader.GetFieldValue<byte[]>(2);
            CommitmentEvent e = reader.GetString(1) switch
            {
                "commitment_registered" => JsonSerializer.Deserialize(json, TrackerJson.Default.CommitmentRegistered)!,
                "commitment_assigned" => JsonSerializer.Deserialize(json, TrackerJson.Default.CommitmentAssigned)!,
                _ => JsonSerializer.Deserialize(json, TrackerJson.Default.CommitmentProgressed)!,
            };
            state = state is null ? Commitment.Create(from, e) : state.Apply(e);
        }
        return (state, last);
    }

    public async ValueTask DisposeAsync()
    {
        await batch.DisposeAsync();
        await select.DisposeAsync();
        await connection.DisposeAsync();
    }
}

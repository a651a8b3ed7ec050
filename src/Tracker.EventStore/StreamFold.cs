using Npgsql;

namespace Tracker.EventStore;

/// <summary>One stream read and folded, from its snapshot on where there is a good one.</summary>
sealed class StreamFold<T, TEvent>(DocumentStore store, string? causation) where T : class, IAggregate<T, TEvent>
{
    readonly (int Every, string Fingerprint)? snapshots = store.Options.Snapshots.For<T>();
    Guid stream;
    long kept;

    /// <summary>The state; null where the stream has no events.</summary>
    public T? State { get; private set; }

    /// <summary>The version of <see cref="State"/>.</summary>
    public long Version { get; private set; }

    /// <summary>All events were read, and none of them was caused by the session's command.</summary>
    public bool Known { get; private set; } = true;

    public async Task<StreamFold<T, TEvent>> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        stream = id;
        var types = store.Options.Events;
        await using var command = Command(connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            Version = reader.GetInt64(0);
            if (reader.IsDBNull(1))
            {
                (State, kept, Known) = (types.ReadState<T>(reader.GetFieldValue<byte[]>(2)), Version, causation is null);
                continue;
            }
            var e = (TEvent)types.Read(reader.GetString(1), reader.GetFieldValue<byte[]>(2));
            State = State is null ? T.Create(id, e) : State.Apply(e);
            if (causation is not null && !reader.IsDBNull(3) && reader.GetString(3) == causation)
            {
                Known = false;
            }
        }
        return this;
    }

    /// <summary>Follows what is appended, and queues a snapshot when the stream has grown enough; null where none is kept.</summary>
    public Action<object[]>? Snapshot(StatementBatch batch)
    {
        if (snapshots is not { } s)
        {
            return null;
        }
        var (state, version) = (State!, Version);
        return events =>
        {
            foreach (var e in events)
            {
                state = state.Apply((TEvent)e);
                version++;
            }
            if (version / s.Every > kept / s.Every)
            {
                kept = version;
                batch.Execute(
                    $"""
                    insert into {store.Schema}.tracker_snapshots as old (stream_id, version, fingerprint, data)
                    values ($1, $2, $3, $4::text::jsonb)
                    on conflict (stream_id) do update set version = excluded.version, fingerprint = excluded.fingerprint, data = excluded.data
                    where old.version < excluded.version or old.fingerprint <> excluded.fingerprint
                    """, stream, version, s.Fingerprint, store.Options.Events.WriteState(state));
            }
        };
    }

    NpgsqlCommand Command(NpgsqlConnection connection) => snapshots is { } s
        ? connection.Command(causation is null ? store.StreamSql.Snapshot : store.StreamSql.SnapshotAndCauses, stream, s.Fingerprint)
        : connection.Command(causation is null ? store.StreamSql.Events : store.StreamSql.EventsAndCauses, stream);
}

/// <summary>How a stream is read to be folded; the texts are made once for a store.</summary>
sealed class StreamSql(string schema)
{
    public string Events { get; } = Lean(schema, "");

    public string EventsAndCauses { get; } = Lean(schema, ", causation_id");

    public string Snapshot { get; } = FromSnapshot(schema, "", "");

    public string SnapshotAndCauses { get; } = FromSnapshot(schema, ", causation_id", ", null as causation_id");

    static string Lean(string schema, string cause) =>
        $"select version, type, data{cause} from {schema}.mt_events where stream_id = $1 order by version";

    // One statement, for one moment: a snapshot and the events behind it must fit together.
    static string FromSnapshot(string schema, string cause, string none) =>
        $"""
        with kept as (select version, data from {schema}.tracker_snapshots where stream_id = $1 and fingerprint = $2)
        select version, null as type, data{none} from kept
        union all
        select version, type, data{cause} from {schema}.mt_events
        where stream_id = $1 and version > coalesce((select version from kept), 0)
        order by version
        """;
}

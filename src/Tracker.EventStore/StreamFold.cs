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
            if (causation is not null && reader.GetBoolean(3))
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

    NpgsqlCommand Command(NpgsqlConnection connection) => (snapshots, causation) switch
    {
        (null, null) => connection.Command(store.StreamSql.Events, stream),
        (null, _) => connection.Command(store.StreamSql.EventsAndCause, stream, causation),
        ({ } s, null) => connection.Command(store.StreamSql.Snapshot, stream, s.Fingerprint),
        ({ } s, _) => connection.Command(store.StreamSql.SnapshotAndCause, stream, s.Fingerprint, causation),
    };
}

/// <summary>How a stream is read to be folded; the texts are made once for a store.</summary>
sealed class StreamSql(string schema)
{
    public string Events { get; } = Lean(schema, "");

    public string EventsAndCause { get; } = Lean(schema, ", coalesce(causation_id = $2, false)");

    public string Snapshot { get; } = FromSnapshot(schema, "", "");

    public string SnapshotAndCause { get; } = FromSnapshot(schema, ", coalesce(causation_id = $3, false)", ", false");

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

using Npgsql;

namespace Tracker.EventStore;

/// <summary>One stream read and folded, from its snapshot on where there is a good one.</summary>
sealed class StreamFold<T, TEvent>(DocumentStore store) where T : class, IAggregate<T, TEvent>
{
    readonly (int Every, string Fingerprint)? snapshots = store.Options.Snapshots.For<T>();
    Guid stream;
    long kept;
    bool done;

    /// <summary>The state; null where the stream has no events.</summary>
    public T? State { get; private set; }

    /// <summary>The version of <see cref="State"/>.</summary>
    public long Version { get; private set; }

    /// <summary>The link at <see cref="Version"/>; null where it isn't known that no event was caused by the session's command.</summary>
    public string? Last { get; private set; }

    public async Task<StreamFold<T, TEvent>> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = snapshots is { } s
            ? connection.Command(store.StreamSql.Snapshot, id, s.Fingerprint)
            : connection.Command(store.StreamSql.Events, id);
        return await ReadAsync(command, id, toWrite: false, ct);
    }

    /// <summary>The same, and looks for events of a command.</summary>
    public async Task<StreamFold<T, TEvent>> ReadToWriteAsync(NpgsqlConnection connection, Guid id, string? causation, CancellationToken ct)
    {
        await using var command = snapshots is { } s
            ? connection.Command(store.StreamSql.SnapshotToWrite, id, causation, s.Fingerprint)
            : connection.Command(store.StreamSql.EventsToWrite, id, causation);
        await ReadAsync(command, id, toWrite: true, ct);
        if (causation is not null && (kept > 0 || done))
        {
            Last = null;
        }
        return this;
    }

    async Task<StreamFold<T, TEvent>> ReadAsync(NpgsqlCommand command, Guid id, bool toWrite, CancellationToken ct)
    {
        stream = id;
        var types = store.Options.Events;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            Version = reader.GetInt64(0);
            if (reader.IsDBNull(1))
            {
                (State, kept) = (types.ReadState<T>(reader.GetFieldValue<byte[]>(2)), Version);
                continue;
            }
            var e = (TEvent)types.Read(reader.GetString(1), reader.GetFieldValue<byte[]>(2));
            State = State is null ? T.Create(id, e) : State.Apply(e);
            if (toWrite)
            {
                done |= reader.GetBoolean(3);
                Last = reader.IsDBNull(4) ? null : reader.GetString(4);
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
}

/// <summary>How a stream is read to be folded; the texts are made once for a store.</summary>
sealed class StreamSql(string schema)
{
    public string Events { get; } = Lean(schema, "");

    /// <summary>Says too whether an event is of the command $2, and of the last event its link.</summary>
    public string EventsToWrite { get; } = Lean(schema, ToWrite(schema));

    public string Snapshot { get; } = FromSnapshot(schema, "", "", "$2");

    public string SnapshotToWrite { get; } = FromSnapshot(schema, ToWrite(schema), ", false, null", "$3");

    static string ToWrite(string schema) =>
        $", coalesce(causation_id = $2, false), case when version = (select version from {schema}.mt_streams where id = $1) then headers ->> 'chain' end";

    static string Lean(string schema, string more) =>
        $"select version, type, data{more} from {schema}.mt_events where stream_id = $1 order by version";

    // One statement, for one moment: a snapshot and the events behind it must fit together.
    static string FromSnapshot(string schema, string more, string none, string fingerprint) =>
        $"""
        with kept as (select version, data from {schema}.tracker_snapshots where stream_id = $1 and fingerprint = {fingerprint})
        select version, null as type, data{none} from kept
        union all
        select version, type, data{more} from {schema}.mt_events
        where stream_id = $1 and version > coalesce((select version from kept), 0)
        order by version
        """;
}

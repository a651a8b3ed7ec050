using Npgsql;

namespace Tracker.EventStore;

/// <summary>One unit of work: reads as it goes, and stores everything queued in one transaction. Not for two threads at once.</summary>
public sealed class DocumentSession : IAsyncDisposable
{
    readonly DocumentStore store;
    readonly List<PendingStream> pending = new(1);
    StatementBatch? statements;

    internal DocumentSession(DocumentStore store, string? userName, string? causationId, string? correlationId)
    {
        this.store = store;
        UserName = userName;
        CausationId = causationId;
        CorrelationId = correlationId;
    }

    /// <summary>Stored with each event: who did it.</summary>
    public string? UserName { get; }

    /// <summary>Stored with each event: the command. A stream takes the events of one command once.</summary>
    public string? CausationId { get; }

    /// <summary>Stored with each event: groups what one request caused.</summary>
    public string? CorrelationId { get; }

    /// <summary>Extra statements of the same transaction: they run after the appends and before the inline projections.</summary>
    public IStatementBatch Statements => Own;

    // Most sessions have none.
    StatementBatch Own => statements ??= [];

    /// <summary>Queues a new stream.</summary>
    /// <remarks>Saving throws <see cref="ExistingStreamException"/> if the stream exists.</remarks>
    public void StartStream<TAggregate>(Guid id, params object[] events)
    {
        if (events.Length == 0)
        {
            throw new ArgumentException("A stream starts with an event.", nameof(events));
        }
        if (Find(id) is not null)
        {
            throw new ExistingStreamException(id);
        }
        var stream = new PendingStream(id, store.Options.StreamType(typeof(TAggregate)), expected: 0, starts: true);
        stream.Add(events);
        pending.Add(stream);
    }

    /// <summary>Queues events whatever the stream's version is; the stream is made where it is missing.</summary>
    /// <remarks>With an inline projection this costs a second round trip, in which the version is learned.</remarks>
    public void Append(Guid id, params object[] events) => Queue(id, null, events);

    /// <summary>Queues events that were decided on a known version.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="expectedVersion">The version BEFORE these events (0: no stream yet); includes events queued in this session.</param>
    /// <param name="events">Oldest first; the array is theirs until they are saved.</param>
    /// <remarks>Saving throws <see cref="ConcurrencyException"/> if the stream is at another version.</remarks>
    public void Append(Guid id, long expectedVersion, params object[] events)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        Queue(id, expectedVersion, events);
    }

    /// <summary>Loads and folds a stream, to decide on; null if there is none. Begins at its snapshot where one is kept.</summary>
    public async Task<EventStream<T>?> FetchForWriting<T, TEvent>(Guid id, CancellationToken ct = default)
        where T : class, IAggregate<T, TEvent>
    {
        await using var connection = await store.OpenToAppendAsync(ct);
        var fold = await new StreamFold<T, TEvent>(store).ReadToWriteAsync(connection, id, CausationId, ct);
        return fold.State is null ? null : new EventStream<T>(this, id, fold.State, fold.Version, fold.Last)
        {
            Appended = fold.Snapshot(Own),
        };
    }

    /// <summary>Loads and folds many streams in one round trip, in the order asked; those that don't exist are left out.</summary>
    public async Task<IReadOnlyList<EventStream<T>>> FetchForWriting<T, TEvent>(
        IReadOnlyList<Guid> ids, CancellationToken ct = default) where T : class, IAggregate<T, TEvent>
    {
        var found = new Dictionary<Guid, (T State, long Version)>(ids.Count);
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command(
            $"select stream_id, version, type, data from {store.Schema}.mt_events where stream_id = any($1) order by stream_id, version",
            [ids.ToArray()]);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetGuid(0);
            var data = (TEvent)store.Options.Events.Read(reader.GetString(2), reader.GetFieldValue<byte[]>(3));
            found[id] = (found.TryGetValue(id, out var before) ? before.State.Apply(data) : T.Create(id, data), reader.GetInt64(1));
        }
        return [.. ids.Distinct().Where(found.ContainsKey).Select(id =>
            new EventStream<T>(this, id, found[id].State, found[id].Version))];
    }

    /// <summary>Folds a stream, up to a version or an instant where one is given; null if nothing was there by then.</summary>
    public async Task<T?> AggregateStream<T, TEvent>(
        Guid id, long? version = null, DateTimeOffset? at = null, CancellationToken ct = default)
        where T : class, IAggregate<T, TEvent>
    {
        await using var connection = await store.OpenAsync(ct);
        if ((version, at) is (null, null))
        {
            return (await new StreamFold<T, TEvent>(store).ReadAsync(connection, id, ct)).State;
        }
        T? state = null;
        await using var command = StreamCommand(connection, "type, data", id, version, at);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var e = (TEvent)store.Options.Events.Read(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
            state = state is null ? T.Create(id, e) : state.Apply(e);
        }
        return state;
    }

    /// <summary>A stream's events, oldest first, up to a version or an instant where one is given.</summary>
    public async Task<IReadOnlyList<StoredEvent>> FetchStream(
        Guid id, long? version = null, DateTimeOffset? at = null, CancellationToken ct = default)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var command = StreamCommand(connection, EventRow.Columns, id, version, at);
        var events = new List<StoredEvent>();
        await foreach (var row in command.EventRowsAsync(ct))
        {
            events.Add(row.Read(store.Options.Events));
        }
        return events;
    }

    /// <summary>The events of many streams in one round trip.</summary>
    /// <param name="ids">The streams; one named twice comes once.</param>
    /// <param name="ct">Gives up reading.</param>
    /// <returns>One list a stream, in the order asked, each oldest first with versions 1, 2, 3 …; streams that don't exist are left out.</returns>
    /// <exception cref="UnknownEventTypeException">A stored name stands for no type of this program.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<StoredEvent>>> FetchStreams(IReadOnlyList<Guid> ids, CancellationToken ct = default)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command(
            $"select {EventRow.Columns} from {store.Schema}.mt_events where stream_id = any($1) order by stream_id, version", [ids.ToArray()]);
        var found = new Dictionary<Guid, List<StoredEvent>>(ids.Count);
        await foreach (var row in command.EventRowsAsync(ct))
        {
            var e = row.Read(store.Options.Events);
            (found.TryGetValue(e.StreamId, out var events) ? events : found[e.StreamId] = []).Add(e);
        }
        return [.. ids.Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Stores all that is queued, in one transaction and one round trip, and empties the session.</summary>
    /// <exception cref="ConcurrencyException">A stream has moved on.</exception>
    /// <exception cref="ExistingStreamException">A stream to start exists.</exception>
    /// <exception cref="ArchivedStreamException">A stream is archived.</exception>
    /// <exception cref="AlreadyDoneException">A stream carries an event of this session's causation id.</exception>
    /// <exception cref="UnknownEventTypeException">An event's type has no stored name.</exception>
    public async Task SaveChangesAsync(CancellationToken ct = default)
    {
        PendingStream[] streams = pending.TrueForAll(s => s.Events.Length > 0) ? [.. pending] : [.. pending.Where(s => s.Events.Length > 0)];
        if (streams.Length > 0 || statements is { Count: > 0 })
        {
            await store.Appends.SaveAsync(new(store, this, streams, statements), ct);
        }
        pending.Clear();
        statements?.Clear();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Queues events decided on a stream that this session has read.</summary>
    internal void AppendFetched(Guid id, long version, string? last, object[] events)
    {
        Queue(id, version, events).Last = last;
    }

    PendingStream Queue(Guid id, long? expected, object[] events)
    {
        var stream = Find(id);
        if (stream is null)
        {
            pending.Add(stream = new(id, type: null, expected: null, starts: false));
        }
        if (expected is { } version)
        {
            stream.Expect(version);
        }
        stream.Add(events);
        return stream;
    }

    // They are few: one, as a rule.
    PendingStream? Find(Guid id) => pending.Find(s => s.Id == id);

    NpgsqlCommand StreamCommand(NpgsqlConnection connection, string columns, Guid id, long? version, DateTimeOffset? at) => (version, at) switch
    {
        (null, null) => connection.Command($"select {columns} from {store.Schema}.mt_events where stream_id = $1 order by version", id),
        // "Up to an instant" is a prefix: clocks of two nodes may differ, and a fold with a hole is no state that ever was.
        _ => connection.Command(
            $"""
            select {columns} from {store.Schema}.mt_events where stream_id = $1 and version <= $2 and version < coalesce(
              (select min(later.version) from {store.Schema}.mt_events later where later.stream_id = $1 and later.timestamp > $3),
              9223372036854775807)
            order by version
            """, id, version ?? long.MaxValue, at ?? DateTimeOffset.MaxValue),
    };
}

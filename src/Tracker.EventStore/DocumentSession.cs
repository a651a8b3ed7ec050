using System.Runtime.CompilerServices;

namespace Tracker.EventStore;

/// <summary>One unit of work: reads as it goes, and stores everything queued in one transaction. Not for two threads at once.</summary>
public sealed class DocumentSession : IAsyncDisposable
{
    readonly DocumentStore store;
    readonly OrderedDictionary<Guid, PendingStream> pending = [];
    readonly StatementBatch statements = new();

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
    public IStatementBatch Statements => statements;

    /// <summary>Queues a new stream.</summary>
    /// <remarks>Saving throws <see cref="ExistingStreamException"/> if the stream exists.</remarks>
    public void StartStream<TAggregate>(Guid id, params object[] events)
    {
        if (events.Length == 0)
        {
            throw new ArgumentException("A stream starts with an event.", nameof(events));
        }
        if (pending.ContainsKey(id))
        {
            throw new ExistingStreamException(id);
        }
        var stream = new PendingStream(id, store.Options.StreamType(typeof(TAggregate)), expected: 0, starts: true);
        stream.Events.AddRange(events);
        pending.Add(id, stream);
    }

    /// <summary>Queues events whatever the stream's version is; the stream is made where it is missing.</summary>
    /// <remarks>With an inline projection this costs a second round trip, in which the version is learned.</remarks>
    public void Append(Guid id, params object[] events) => Queue(id, null, events);

    /// <summary>Queues events that were decided on a known version.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="expectedVersion">The version BEFORE these events (0: no stream yet); includes events queued in this session.</param>
    /// <param name="events">Oldest first.</param>
    /// <remarks>Saving throws <see cref="ConcurrencyException"/> if the stream is at another version.</remarks>
    public void Append(Guid id, long expectedVersion, params object[] events)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        Queue(id, expectedVersion, events);
    }

    /// <summary>Loads and folds a stream, to decide on; null if there is none.</summary>
    public async Task<EventStream<T>?> FetchForWriting<T, TEvent>(Guid id, CancellationToken ct = default)
        where T : class, IAggregate<T, TEvent> =>
        (await FetchForWriting<T, TEvent>([id], ct)).SingleOrDefault();

    /// <summary>Loads and folds many streams in one round trip, in the order asked; those that don't exist are left out.</summary>
    public async Task<IReadOnlyList<EventStream<T>>> FetchForWriting<T, TEvent>(
        IReadOnlyList<Guid> ids, CancellationToken ct = default) where T : class, IAggregate<T, TEvent>
    {
        var found = new Dictionary<Guid, (T State, long Version)>();
        await foreach (var e in ReadAsync($"stream_id = any($1) order by stream_id, version", [ids.ToArray()], ct))
        {
            var data = (TEvent)e.Data;
            found[e.StreamId] = found.TryGetValue(e.StreamId, out var before)
                ? (before.State.Apply(data), e.Version)
                : (T.Create(e.StreamId, data), e.Version);
        }
        return [.. ids.Distinct().Where(found.ContainsKey).Select(id =>
            new EventStream<T>(this, id, found[id].State, found[id].Version))];
    }

    /// <summary>Folds a stream, up to a version or an instant where one is given; null if nothing was there by then.</summary>
    public async Task<T?> AggregateStream<T, TEvent>(
        Guid id, long? version = null, DateTimeOffset? at = null, CancellationToken ct = default)
        where T : class, IAggregate<T, TEvent>
    {
        T? state = null;
        await foreach (var e in StreamAsync(id, version, at, ct))
        {
            state = state is null ? T.Create(id, (TEvent)e.Data) : state.Apply((TEvent)e.Data);
        }
        return state;
    }

    /// <summary>A stream's events, oldest first, up to a version or an instant where one is given.</summary>
    public async Task<IReadOnlyList<StoredEvent>> FetchStream(
        Guid id, long? version = null, DateTimeOffset? at = null, CancellationToken ct = default) =>
        await StreamAsync(id, version, at, ct).ToListAsync(ct);

    /// <summary>Stores all that is queued, in one transaction and one round trip, and empties the session.</summary>
    /// <exception cref="ConcurrencyException">A stream has moved on.</exception>
    /// <exception cref="ExistingStreamException">A stream to start exists.</exception>
    /// <exception cref="ArchivedStreamException">A stream is archived.</exception>
    /// <exception cref="AlreadyDoneException">A stream carries an event of this session's causation id.</exception>
    /// <exception cref="UnknownEventTypeException">An event's type has no stored name.</exception>
    public async Task SaveChangesAsync(CancellationToken ct = default)
    {
        PendingStream[] streams = [.. pending.Values.Where(s => s.Events.Count > 0)];
        if (streams.Length > 0 || statements.Count > 0)
        {
            await new UnitOfWork(store, this, streams, statements).SaveAsync(ct);
        }
        pending.Clear();
        statements.Clear();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void Queue(Guid id, long? expected, object[] events)
    {
        if (!pending.TryGetValue(id, out var stream))
        {
            pending.Add(id, stream = new(id, type: null, expected: null, starts: false));
        }
        if (expected is { } version)
        {
            stream.Expect(version);
        }
        stream.Events.AddRange(events);
    }

    // "Up to an instant" is a prefix: clocks of two nodes may differ, and a fold with a hole is no state that ever was.
    IAsyncEnumerable<StoredEvent> StreamAsync(Guid id, long? version, DateTimeOffset? at, CancellationToken ct) => ReadAsync(
        $"""
        stream_id = $1 and version <= $2 and version < coalesce(
          (select min(later.version) from {store.Schema}.mt_events later where later.stream_id = $1 and later.timestamp > $3),
          9223372036854775807)
        order by version
        """, [id, version ?? long.MaxValue, at ?? DateTimeOffset.MaxValue], ct);

    async IAsyncEnumerable<StoredEvent> ReadAsync(
        string where, object?[] parameters, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.Command($"select {EventRow.Columns} from {store.Schema}.mt_events where {where}", parameters);
        await foreach (var row in command.EventRowsAsync(ct))
        {
            yield return row.Read(store.Options.Events);
        }
    }
}

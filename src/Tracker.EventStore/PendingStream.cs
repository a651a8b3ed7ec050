namespace Tracker.EventStore;

/// <summary>What one unit of work wants of one stream.</summary>
sealed class PendingStream(Guid id, string? type, long? expected, bool starts)
{
    public Guid Id => id;

    public string? Type => type;

    /// <summary>The version before the first event here; null when any will do.</summary>
    public long? Expected { get; private set; } = expected;

    public bool Starts => starts;

    /// <summary>
    /// The link at <see cref="Expected"/>, where the session has read the stream up to there and found no event of its command.
    /// </summary>
    public string? Last { get; set; }

    /// <summary>One event at a known version, as most appends are, whose digest is made here; else the server does it all.</summary>
    public bool IsOne => (Digest ?? Headers) is not null;

    /// <summary>Of the one event, where <see cref="Last"/> isn't known.</summary>
    public byte[]? Digest { get; private set; }

    /// <summary>Of the one event, where <see cref="Last"/> is known: with its link.</summary>
    public byte[]? Headers { get; private set; }

    public object[] Events { get; private set; } = [];

    /// <summary>The events as they will be stored; made by <see cref="Write"/>.</summary>
    public WrittenEvent[] Written { get; private set; } = [];

    public void Add(object[] events) => Events = Events.Length == 0 ? events : [.. Events, .. events];

    /// <summary>Narrows what the stream must be at; <paramref name="version"/> counts the events queued here already.</summary>
    public void Expect(long version)
    {
        var before = version - Events.Length;
        if ((Expected ?? before) != before)
        {
            throw new ConcurrencyException(id, version, Expected + Events.Length);
        }
        Expected = before;
    }

    /// <summary>As if there had been no way to make the digest here.</summary>
    public void LeaveToServer() => (Digest, Headers) = (null, null);

    /// <exception cref="UnknownEventTypeException">An event's type has no stored name.</exception>
    public void Write(EventTypes types, DateTimeOffset now, DocumentSession session)
    {
        Written = new WrittenEvent[Events.Length];
        for (var i = 0; i < Written.Length; i++)
        {
            var (name, dotNetType, json) = types.Write(Events[i]);
            Written[i] = new(Guid.CreateVersion7(now), name, dotNetType, json);
        }
        LeaveToServer();
        Span<byte> digest = stackalloc byte[EventDigest.Size];
        if (Written.Length != 1 || Starts || !(Expected > 0) || !EventDigest.TryWrite(id, Expected.Value + 1, Written[0], now, session, digest))
        {
            return;
        }
        if (Last is not null && Chain.Parse(Last) is { } last)
        {
            Headers = Chain.Of(last, digest).ToHeaders();
        }
        else
        {
            Digest = digest.ToArray();
        }
    }
}

/// <summary>An event on its way to its row.</summary>
readonly record struct WrittenEvent(Guid Id, string Name, string DotNetType, byte[] Json);

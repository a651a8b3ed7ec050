namespace Tracker.EventStore;

/// <summary>What one unit of work wants of one stream.</summary>
sealed class PendingStream(Guid id, string? type, long? expected, bool starts)
{
    public Guid Id => id;

    public string? Type => type;

    /// <summary>The version before the first event here; null when any will do.</summary>
    public long? Expected { get; private set; } = expected;

    public bool Starts => starts;

    /// <summary>The stream was read up to <see cref="Expected"/>, and no event of this session's command was there.</summary>
    public bool Known { get; set; }

    /// <summary>One event at a known version, as most appends are.</summary>
    public bool IsOne => Events.Length == 1 && Expected > 0 && !Starts;

    public object[] Events { get; private set; } = [];

    /// <summary>The events as they will be stored; made by <see cref="Write"/>.</summary>
    public WrittenEvent[] Written { get; private set; } = [];

    public void Add(object[] events) => Events = [.. Events, .. events];

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

    /// <exception cref="UnknownEventTypeException">An event's type has no stored name.</exception>
    public void Write(EventTypes types, DateTimeOffset now)
    {
        Written = new WrittenEvent[Events.Length];
        for (var i = 0; i < Written.Length; i++)
        {
            var (name, dotNetType, json) = types.Write(Events[i]);
            Written[i] = new(Guid.CreateVersion7(now), name, dotNetType, json);
        }
    }
}

/// <summary>An event on its way to its row.</summary>
readonly record struct WrittenEvent(Guid Id, string Name, string DotNetType, byte[] Json);

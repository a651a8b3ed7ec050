namespace Tracker.EventStore;

/// <summary>What one unit of work wants of one stream.</summary>
sealed class PendingStream(Guid id, string? type, long? expected, bool starts)
{
    public Guid Id => id;

    public string? Type => type;

    /// <summary>The version before the first event here; null when any will do.</summary>
    public long? Expected { get; private set; } = expected;

    public bool Starts => starts;

    public List<object> Events { get; } = [];

    /// <summary>Narrows what the stream must be at; <paramref name="version"/> counts the events queued here already.</summary>
    public void Expect(long version)
    {
        var before = version - Events.Count;
        if ((Expected ?? before) != before)
        {
            throw new ConcurrencyException(id, version, Expected + Events.Count);
        }
        Expected = before;
    }
}

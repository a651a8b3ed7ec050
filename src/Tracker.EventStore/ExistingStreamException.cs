namespace Tracker.EventStore;

/// <summary>A stream was to be started that exists already; nothing of this unit of work was stored.</summary>
public sealed class ExistingStreamException(Guid streamId, Exception? inner = null)
    : Exception($"Stream {streamId} exists already.", inner)
{
    public Guid StreamId => streamId;
}

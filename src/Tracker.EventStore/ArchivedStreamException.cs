namespace Tracker.EventStore;

/// <summary>The stream is archived and takes no more events; nothing of this unit of work was stored.</summary>
public sealed class ArchivedStreamException(Guid streamId, Exception? inner = null)
    : Exception($"Stream {streamId} is archived.", inner)
{
    public Guid StreamId => streamId;
}

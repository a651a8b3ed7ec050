namespace Tracker.EventStore;

/// <summary>The stream already carries an event of this command: a repetition, whose first run was stored. Nothing was stored now.</summary>
public sealed class AlreadyDoneException(Guid streamId, string causationId, Exception? inner = null)
    : Exception($"Stream {streamId} already carries an event caused by {causationId}.", inner)
{
    public Guid StreamId => streamId;

    public string CausationId => causationId;
}

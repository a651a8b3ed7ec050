namespace Tracker.EventStore;

/// <summary>Somebody else appended to the stream first; nothing of this unit of work was stored.</summary>
/// <param name="streamId">The stream.</param>
/// <param name="expected">The version this unit of work was decided on.</param>
/// <param name="actual">The version the stream has, where the server told it.</param>
public sealed class ConcurrencyException(Guid streamId, long expected, long? actual, Exception? inner = null)
    : Exception($"Stream {streamId} was expected at version {expected} and is at {(actual is null ? "another" : actual)}.", inner)
{
    public Guid StreamId => streamId;

    public long Expected => expected;

    public long? Actual => actual;
}

namespace Tracker.EventStore;

/// <summary>Where a projection is.</summary>
/// <param name="Name">The projection.</param>
/// <param name="Lifecycle">Inline, it is never behind.</param>
/// <param name="Checkpoint">The last sequence number it has dealt with.</param>
/// <param name="LastSequence">The last number drawn: the difference is its lag, gaps included.</param>
/// <param name="Pause">Why it stands still; null while it runs.</param>
public sealed record ProjectionStatus(string Name, ProjectionLifecycle Lifecycle, long Checkpoint, long LastSequence, ProjectionPause? Pause);

/// <summary>The event a projection stopped at, to be resumed or skipped.</summary>
public sealed record ProjectionPause(
    long Sequence, Guid StreamId, long Version, string EventType, string Error, int Attempts, DateTimeOffset PausedAt);

/// <summary>Waiting for a projection that stands still.</summary>
public sealed class ProjectionPausedException(string projection, ProjectionPause pause)
    : Exception($"{projection} stopped at event {pause.Sequence} ({pause.EventType}): {pause.Error}")
{
    public string Projection => projection;

    public ProjectionPause Pause => pause;
}

namespace Tracker.EventStore;

/// <summary>One stored event with its envelope: a row of <c>mt_events</c>.</summary>
/// <param name="Sequence">Position in the whole store (<c>seq_id</c>): grows along each stream, has gaps, commits out of order across streams. 0 in an inline projection, which runs before the number is drawn.</param>
/// <param name="Id">The event's own id.</param>
/// <param name="StreamId">The stream it belongs to.</param>
/// <param name="Version">1, 2, 3 … within its stream.</param>
/// <param name="TypeName">Stored name, snake_case, e.g. <c>commitment_assigned</c>.</param>
/// <param name="Timestamp">When it was appended, UTC.</param>
/// <param name="UserName">Who appended it (the person's id), or null.</param>
/// <param name="Data">The event itself.</param>
public sealed record StoredEvent(
    long Sequence, Guid Id, Guid StreamId, long Version, string TypeName, DateTimeOffset Timestamp, string? UserName, object Data)
{
    /// <summary>Groups what one request caused.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The command that caused it: appending twice under one causation id to one stream is refused as already done.</summary>
    public string? CausationId { get; init; }
}

namespace Tracker.EventStore;

/// <summary>A new stream with its history, for <see cref="DocumentStore.BulkInsertAsync"/>.</summary>
/// <param name="Id">Of the stream; it must not exist.</param>
/// <param name="Aggregate">The type given to <see cref="StoreOptions.AddStreamType{TAggregate}"/>.</param>
/// <param name="Events">Oldest first, at least one.</param>
public sealed record StreamHistory(Guid Id, Type Aggregate, IReadOnlyList<BulkEvent> Events);

/// <summary>An event with the envelope that it had where it comes from.</summary>
/// <param name="Data">The event.</param>
/// <param name="At">When it happened, kept to the microsecond.</param>
/// <param name="UserName">Who did it, or null.</param>
/// <param name="CausationId">The command, or null.</param>
/// <param name="CorrelationId">Groups what one request caused, or null.</param>
public sealed record BulkEvent(object Data, DateTimeOffset At, string? UserName = null, string? CausationId = null, string? CorrelationId = null);

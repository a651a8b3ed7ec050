namespace Tracker.EventStore;

/// <summary>An event type has no mapping: stored by a newer build or another program, or forgotten in the options.</summary>
public sealed class UnknownEventTypeException(string typeName)
    : Exception($"The event type '{typeName}' is not mapped: add Events.Map<…>(\"{typeName}\").")
{
    public string TypeName => typeName;
}

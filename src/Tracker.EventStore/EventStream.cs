using System.Diagnostics.CodeAnalysis;

namespace Tracker.EventStore;

/// <summary>A stream fetched for writing: its state, and the version that must still hold when it is saved.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "Marten's word, and the field's.")]
public sealed class EventStream<T>
{
    readonly DocumentSession session;
    readonly string? last;
    int appended;

    internal EventStream(DocumentSession session, Guid id, T aggregate, long version, string? last = null)
    {
        this.session = session;
        Id = id;
        Aggregate = aggregate;
        Version = version;
        this.last = last;
    }

    public Guid Id { get; }

    /// <summary>The state as fetched; events appended here do not change it.</summary>
    public T Aggregate { get; }

    /// <summary>The version as fetched.</summary>
    public long Version { get; }

    /// <summary>Told of the events queued here, oldest first.</summary>
    internal Action<object[]>? Appended { private get; init; }

    /// <summary>Queues events; none is fine. <see cref="DocumentSession.SaveChangesAsync"/> refuses them if the stream has moved on.</summary>
    public void AppendMany(IEnumerable<object> events)
    {
        object[] queued = [.. events];
        session.AppendFetched(Id, Version + appended, appended == 0 ? last : null, queued);
        appended += queued.Length;
        Appended?.Invoke(queued);
    }
}

namespace Tracker.EventStore;

/// <summary>When a projection's rows are written.</summary>
public enum ProjectionLifecycle
{
    /// <summary>In the append's own transaction: who writes sees the result at once.</summary>
    Inline,

    /// <summary>By the daemon, soon after.</summary>
    Async,
}

/// <summary>The projections of a store.</summary>
public sealed class ProjectionOptions
{
    readonly Dictionary<string, (IProjection Projection, ProjectionLifecycle Lifecycle)> all = [];

    internal IEnumerable<(IProjection Projection, ProjectionLifecycle Lifecycle)> All => all.Values;

    internal IEnumerable<IProjection> Inline => Of(ProjectionLifecycle.Inline);

    internal IEnumerable<IProjection> Async => Of(ProjectionLifecycle.Async);

    /// <summary>Registers a projection under its name.</summary>
    /// <remarks>
    /// Inline, <see cref="StoredEvent.Sequence"/> is 0: the number is drawn by the server in the same round trip, so a
    /// projection must not use it. Two transactions may write inline rows of different streams in either order: let a
    /// row belong to one stream, or let its changes commute (count = count + 1).
    /// </remarks>
    public void Add(IProjection projection, ProjectionLifecycle lifecycle) =>
        all.Add(projection.Name, (projection, lifecycle));

    internal (IProjection Projection, ProjectionLifecycle Lifecycle) Named(string name) => all.TryGetValue(name, out var found) ? found
        : throw new ArgumentException($"There is no projection named '{name}'. Known: {string.Join(", ", all.Keys)}.", nameof(name));

    IEnumerable<IProjection> Of(ProjectionLifecycle lifecycle) =>
        all.Values.Where(p => p.Lifecycle == lifecycle).Select(p => p.Projection);
}

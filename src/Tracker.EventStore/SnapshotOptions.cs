using System.Globalization;

namespace Tracker.EventStore;

/// <summary>Which aggregates keep a snapshot of a long stream, and how often.</summary>
public sealed class SnapshotOptions
{
    readonly Dictionary<Type, (int Every, string Fingerprint)> all = [];

    /// <summary>Keeps the aggregate's state each time a stream has grown by so many events.</summary>
    /// <param name="every">Events between two snapshots; a fold shorter than this is as quick without.</param>
    /// <remarks>
    /// The aggregate must survive <see cref="EventTypes.UseJson">the store's JSON</see>. A snapshot is good for the build
    /// that made it: after another build's first append at the next mark it is made anew, and until then streams are
    /// folded from their events.
    /// </remarks>
    public void Add<TAggregate>(int every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 2);
        all.Add(typeof(TAggregate), (every, $"{typeof(TAggregate).FullName} {typeof(TAggregate).Module.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture)}"));
    }

    internal (int Every, string Fingerprint)? For<TAggregate>() => all.TryGetValue(typeof(TAggregate), out var found) ? found : null;
}

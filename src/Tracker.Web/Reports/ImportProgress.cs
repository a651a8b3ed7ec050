using System.Collections.Concurrent;

namespace Tracker.Web.Reports;

/// <summary>How far the imports are that this server is reading just now, each under the key that its page made up.</summary>
public sealed class ImportProgress
{
    readonly ConcurrentDictionary<Guid, double> running = [];

    /// <summary>0 to 1; null where no such import is under way here.</summary>
    public double? Of(Guid key) => running.TryGetValue(key, out var share) ? share : null;

    /// <summary>Disposed when the import is over.</summary>
    public Import Begin(Guid key) => new(running, key);

    public sealed class Import : IProgress<double>, IDisposable
    {
        readonly ConcurrentDictionary<Guid, double> running;
        readonly Guid key;

        internal Import(ConcurrentDictionary<Guid, double> running, Guid key)
        {
            (this.running, this.key) = (running, key);
            Report(0);
        }

        public void Report(double value) => running[key] = value;

        public void Dispose() => running.TryRemove(key, out _);
    }
}

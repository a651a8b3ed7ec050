using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tracker.EventStore;

namespace Tracker.Web.Installation;

/// <summary>
/// The asynchronous projections move. Degraded, not unhealthy: the pages work, and a balancer that took every node out for
/// it would make a late list into an outage.
/// </summary>
sealed class ProjectionHealth(DocumentStore store, TimeProvider time) : IHealthCheck
{
    /// <summary>How long a projection may stand still before events that wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, (long Checkpoint, DateTimeOffset Since)> seen = [];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var unwell = (await store.ProjectionStatusAsync(cancellationToken)).Select(Complaint).OfType<string>().ToArray();
        return unwell is [] ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", unwell));
    }

    string? Complaint(ProjectionStatus projection)
    {
        var now = time.GetUtcNow();
        var (checkpoint, since) = seen.AddOrUpdate(projection.Name, _ => (projection.Checkpoint, now),
            (_, last) => last.Checkpoint == projection.Checkpoint && projection.Checkpoint < projection.LastSequence ? last : (projection.Checkpoint, now));
        return projection.Pause is { } pause ? $"{projection.Name} is paused at event {pause.Sequence} ({pause.EventType})"
            : now - since > Patience ? $"{projection.Name} stands still at event {checkpoint} of {projection.LastSequence}"
            : null;
    }
}

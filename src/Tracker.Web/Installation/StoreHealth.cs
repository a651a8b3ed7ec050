using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tracker.EventStore;

namespace Tracker.Web.Installation;

/// <summary>The database answers.</summary>
sealed class StoreHealth(DocumentStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.IsEmptyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

using Tracker.EventStore;

namespace Tracker.Web.Installation;

/// <summary>Runs the asynchronous projections for as long as the product runs.</summary>
sealed class Projections(ProjectionDaemon daemon) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => daemon.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken) => await daemon.StopAsync(cancellationToken);
}

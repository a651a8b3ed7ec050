using Tracker.Tests.Store;

namespace Tracker.EventStore.Tests;

/// <summary>The short run of what <c>tests/Tracker.Benchmarks -- soak</c> does for as long as one likes.</summary>
public sealed class OrderWithoutLossTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_projection_equals_a_replay_from_zero()
    {
        var figures = await OrderRound.RunAsync(
            postgres.ConnectionString, "order_without_loss", seed: 7, TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        figures.Mismatch.ShouldBeNull();
        // The run was one worth surviving: gaps from rollbacks, and numbers that became visible late.
        figures.RolledBack.ShouldBeGreaterThan(10);
        figures.Late.ShouldBeGreaterThan(5);
        figures.Kills.ShouldBeGreaterThan(5);
        TestContext.Current.SendDiagnosticMessage($"{figures}");
    }
}

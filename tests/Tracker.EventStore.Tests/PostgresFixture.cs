using Tracker.Tests;

[assembly: AssemblyFixture(typeof(Tracker.EventStore.Tests.PostgresFixture))]

namespace Tracker.EventStore.Tests;

/// <summary>The private server of the run; each test class has a schema of its own in it.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync() => ConnectionString = (await TestServers.CurrentAsync()).ConnectionString;

    // The server goes with the run (TestServers).
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

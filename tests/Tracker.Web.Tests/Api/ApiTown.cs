using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Api;

/// <summary>A town of its own for what imports whole reports: their wordings would be found by those who search the shared one.</summary>
public sealed class ApiTown : IAsyncLifetime
{
    public Town Town { get; } = new();

    public ValueTask InitializeAsync() => Town.InitializeAsync();

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}

[CollectionDefinition(nameof(ApiTown))]
public sealed class SharedApiTown : ICollectionFixture<ApiTown>;

using Tracker.Postgres;

namespace Tracker.Web.Installation;

/// <summary>Where the data are: the server that was named, or a private one of our own.</summary>
public sealed class Database : IAsyncDisposable
{
    readonly EmbeddedServer? embedded;

    Database(string connectionString, EmbeddedServer? embedded) => (ConnectionString, this.embedded) = (connectionString, embedded);

    public string ConnectionString { get; }

    public bool IsEmbedded => embedded is not null;

    public static async Task<Database> Open(IConfiguration configuration, Action<string> log, CancellationToken ct)
    {
        if (configuration.GetConnectionString("Tracker") is { Length: > 0 } given) return new(given, null);

        var directory = configuration["Tracker:DataDirectory"] ?? DefaultDirectory;
        var server = await EmbeddedServer.StartAsync(new() { DataDirectory = directory, Log = log }, ct);
        return new(server.ConnectionString, server);
    }

    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Root's own home is closed to the account that the server runs under.
    static string DefaultDirectory => Environment.UserName == "root" && !OperatingSystem.IsWindows()
        ? "/var/lib/tracker"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "tracker");
}

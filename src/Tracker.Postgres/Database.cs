namespace Tracker.Postgres;

/// <summary>Where the data are: the server that was named, or a private one of our own.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>The environment variable, as .NET configuration spells it, that names a server.</summary>
    public const string ConnectionVariable = "ConnectionStrings__Tracker";

    /// <summary>The environment variable that moves the private server's data.</summary>
    public const string DirectoryVariable = "Tracker__DataDirectory";

    readonly EmbeddedServer? embedded;

    Database(string connectionString, EmbeddedServer? embedded) => (ConnectionString, this.embedded) = (connectionString, embedded);

    public string ConnectionString { get; }

    public bool IsEmbedded => embedded is not null;

    /// <param name="connectionString">The server to use; null or empty for a private one.</param>
    /// <param name="dataDirectory">Where the private one keeps its data; null for the default place.</param>
    /// <param name="log">Told in one sentence what takes seconds.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="EmbeddedServerException">The private server can't be had.</exception>
    public static async Task<Database> Open(string? connectionString, string? dataDirectory, Action<string> log, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(connectionString)) return new(connectionString, null);
        var server = await EmbeddedServer.StartAsync(new() { DataDirectory = dataDirectory ?? DefaultDirectory, Log = log }, ct);
        return new(server.ConnectionString, server);
    }

    /// <summary>The folder beside the private server's data, for what must not lie with them: who takes the one has not the other.</summary>
    /// <param name="dataDirectory">Where the private server keeps its data; null for the default place.</param>
    public static string KeyDirectory(string? dataDirectory) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory ?? DefaultDirectory)) + "-keys";

    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Root's own home is closed to the account that the server runs under.
    static string DefaultDirectory => Environment.UserName == "root" && !OperatingSystem.IsWindows()
        ? "/var/lib/tracker"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "tracker");
}

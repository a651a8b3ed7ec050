using System.Diagnostics;
using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>
/// A private PostgreSQL on 127.0.0.1. The first process to ask for a data directory starts its server, others attach to
/// it, and the last one to dispose stops it. A server left running by a killed process is taken over by the next.
/// </summary>
public sealed class EmbeddedServer : IAsyncDisposable
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    readonly DataDirectory directory;
    readonly ServerAccount account;
    readonly ServerBinaries binaries;
    FileStream? use;

    EmbeddedServer(
        DataDirectory directory, ServerAccount account, ServerBinaries binaries, FileStream use, string connectionString)
    {
        (this.directory, this.account, this.binaries, this.use) = (directory, account, binaries, use);
        ConnectionString = connectionString;
    }

    /// <summary>For Npgsql: a role that owns the database, may make others, and is no superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>The major version of the cluster: 18 for the packages, or that of the server found.</summary>
    public int Major => binaries.Major;

    /// <summary>Where the data are; differs from the folder asked for where root's server can't reach that.</summary>
    public string DataDirectory => directory.Path;

    /// <summary>Starts the server of a data directory, or attaches to the one that runs.</summary>
    /// <exception cref="EmbeddedServerException">Why there is none, with a code and what to do.</exception>
    public static async Task<EmbeddedServer> StartAsync(EmbeddedServerOptions options, CancellationToken ct = default)
    {
        var (directory, account) = await Postgres.DataDirectory.OpenAsync(options.DataDirectory, options.Log, ct);
        using var gate = await ServerLock.ExclusiveAsync(directory.Gate, options.StartTimeout, ct);
        var use = ServerLock.Shared(directory.Users);
        try
        {
            return await StartOrAttachAsync(directory, account, use, options, ct);
        }
        catch (Exception e)
        {
            await use.DisposeAsync();
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            throw From(e.Message, NotWritable, $"The data directory {directory.Path} can't be written.");
        }
    }

    static async Task<EmbeddedServer> StartOrAttachAsync(
        DataDirectory directory, ServerAccount account, FileStream use, EmbeddedServerOptions options, CancellationToken ct)
    {
        var running = await SettledAsync(directory, options.StartTimeout, ct);
        var binaries = await ServerBinaries.FindAsync(
            options.Programs, directory.ClusterMajor(), account, directory.CopiesFor(account), ct);
        if (directory.ClusterMajor() is null)
        {
            options.Log?.Invoke($"Setting up PostgreSQL {binaries.Major} in {directory.Path} (once, a few seconds)…");
            await new Cluster(directory, account, binaries).MakeAsync(options.Database, options.Durable, ct);
        }
        var password = directory.ReadPassword();
        var port = running?.Port ?? await new ServerStart(directory, account, binaries, options).RunAsync(ct);
        return new(directory, account, binaries, use,
            $"Host=127.0.0.1;Port={port};Username={Cluster.Role};Password={password};Database={options.Database};SSL Mode=Disable");
    }

    /// <summary>Stops a server that a killed process left running.</summary>
    /// <returns>False where another process uses it.</returns>
    public static async Task<bool> StopAbandonedAsync(string dataDirectory, CancellationToken ct = default)
    {
        var (directory, account) = await Postgres.DataDirectory.OpenAsync(dataDirectory, log: null, ct);
        using var gate = await ServerLock.ExclusiveAsync(directory.Gate, StopTimeout, ct);
        using var alone = ServerLock.TryExclusive(directory.Users);
        if (alone is null) return false;
        if (Postmaster.Of(directory.Cluster) is null) return true;
        var binaries = await ServerBinaries.FindAsync(null, null, account, directory.CopiesFor(account), ct);
        await new ServerStop(directory, account, binaries).RunAsync();
        return true;
    }

    /// <summary>A server found while it comes up or goes down is waited for.</summary>
    static async Task<Postmaster?> SettledAsync(DataDirectory directory, TimeSpan patience, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = Postmaster.Of(directory.Cluster);
            if (found is null or { IsReady: true }) return found;
            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                throw new EmbeddedServerException(StartTimeout,
                    $"The server of {directory.Path} runs and does not become ready.\n{directory.LastLogLines()}");
            }
            await Task.Delay(50, ct);
        }
    }

    /// <summary>Lets go of the server, and stops it where no other process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref use, null) is not { } held) return;
        using var gate = await ServerLock.ExclusiveAsync(directory.Gate, StopTimeout, CancellationToken.None);
        await held.DisposeAsync();
        using var alone = ServerLock.TryExclusive(directory.Users);
        if (alone is not null) await new ServerStop(directory, account, binaries).RunAsync();
    }
}

using System.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(Tracker.EventStore.Tests.PostgresFixture))]

namespace Tracker.EventStore.Tests;

/// <summary>A PostgreSQL of its own for the run, reached through a unix socket; TRACKER_TEST_POSTGRES names another server instead.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    readonly string directory = Path.Combine(Path.GetTempPath(), $"tracker-pg-{Environment.ProcessId}");
    bool started;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("TRACKER_TEST_POSTGRES") is { Length: > 0 } given)
        {
            ConnectionString = given;
            return;
        }
        var bin = Environment.GetEnvironmentVariable("TRACKER_TEST_POSTGRES_BIN") ?? Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        Directory.CreateDirectory(directory);
        await RunAsync($"chmod 755 {directory}; mkdir {directory}/data; " + (Environment.UserName == "root" ? $"chown -R postgres {directory}" : "true"));
        await AsServerAsync($"{bin}/initdb -D {directory}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8");
        await AsServerAsync($"{bin}/pg_ctl -D {directory}/data -w -l {directory}/log start " +
            $"-o '-k {directory} -c listen_addresses= -c fsync=off -c max_connections=200 -c max_prepared_transactions=5'");
        started = true;
        Stop = () => AsServerAsync($"{bin}/pg_ctl -D {directory}/data -m immediate -w stop");
        ConnectionString = $"Host={directory};Username=postgres;Database=postgres";
    }

    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            NpgsqlConnection.ClearAllPools();
            await Stop();
            Directory.Delete(directory, recursive: true);
        }
    }

    Func<Task> Stop { get; set; } = () => Task.CompletedTask;

    // PostgreSQL refuses to run as root.
    Task AsServerAsync(string command) =>
        RunAsync(Environment.UserName == "root" ? $"runuser -u postgres -- {command}" : command);

    // A server started by pg_ctl keeps its parent's pipes open: everything goes to a file.
    async Task RunAsync(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"({command}) >{directory}/start.log 2>&1 </dev/null"]);
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0)
        {
            throw new InvalidOperationException(await File.ReadAllTextAsync($"{directory}/start.log"));
        }
    }
}

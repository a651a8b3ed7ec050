using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tracker.Postgres;

[assembly: AssemblyFixture(typeof(Tracker.Tests.TestServers))]

namespace Tracker.Tests;

/// <summary>An empty database for one test class, as its fixture: <c>IClassFixture&lt;TestDatabase&gt;</c>.</summary>
public class TestDatabase : IAsyncLifetime
{
    static int made;

    public string ConnectionString { get; private set; } = "";

    protected virtual Task<EmbeddedServer> ServerAsync() => TestServers.CurrentAsync();

    public async ValueTask InitializeAsync()
    {
        var server = (await ServerAsync()).ConnectionString;
        var name = $"test_{Interlocked.Increment(ref made)}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>The database goes with its server at the end of the run.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The same on the oldest PostgreSQL that is supported, where Debian's package of it is installed.</summary>
/// <remarks>A test that takes it says so: <c>[Fact(SkipUnless = nameof(OldestTestDatabase.IsInstalled), SkipType = typeof(OldestTestDatabase), Skip = OldestTestDatabase.Missing)]</c>.</remarks>
public sealed class OldestTestDatabase : TestDatabase
{
    public const string Programs = "/usr/lib/postgresql/15/bin";
    public const string Missing = "PostgreSQL 15 is not installed (Debian: apt-get install postgresql-15)";

    public static bool IsInstalled => Directory.Exists(Programs);

    // its tests are skipped without it, but the fixture is made all the same
    protected override Task<EmbeddedServer> ServerAsync() =>
        IsInstalled ? TestServers.OldestAsync() : TestServers.CurrentAsync();
}

/// <summary>The private servers of one test assembly: each is started by the first test that needs it.</summary>
public sealed class TestServers : IAsyncDisposable
{
    const string Prefix = "tracker-test-";

    static readonly Lazy<Task<EmbeddedServer>> Current = new(() => StartAsync("current", programs: null));
    static readonly Lazy<Task<EmbeddedServer>> Oldest = new(() => StartAsync("oldest", OldestTestDatabase.Programs));

    public static Task<EmbeddedServer> CurrentAsync() => Current.Value;

    public static Task<EmbeddedServer> OldestAsync() => Oldest.Value;

    /// <summary>A folder of this process that the next run removes where this one can't.</summary>
    public static string NewFolder(string name) =>
        Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{name}");

    public async ValueTask DisposeAsync()
    {
        foreach (var started in (Lazy<Task<EmbeddedServer>>[])[Current, Oldest])
        {
            if (!started.IsValueCreated) continue;
            var server = await started.Value;
            await server.DisposeAsync();
            Directory.Delete(server.DataDirectory, recursive: true);
        }
    }

    static async Task<EmbeddedServer> StartAsync(string name, string? programs)
    {
        await RemoveAbandonedAsync();
        return await EmbeddedServer.StartAsync(
            new()
            {
                DataDirectory = NewFolder(name), Programs = programs, Durable = false,
                // a test leaves a transaction prepared, as another program may
                Settings = new Dictionary<string, string> { ["max_prepared_transactions"] = "5" },
            });
    }

    /// <summary>A test run that was killed leaves its folder, and maybe a server that runs in it.</summary>
    static async Task RemoveAbandonedAsync()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var process) && IsAlive(process)) continue;
            try
            {
                if (await EmbeddedServer.StopAbandonedAsync(folder)) Directory.Delete(folder, recursive: true);
            }
            catch (EmbeddedServerException e) when (e.Code == EmbeddedServerException.Foreign)
            {
                // a test put something else there
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is EmbeddedServerException or IOException or UnauthorizedAccessException)
            {
                // of another user, or being removed by a test assembly beside this one
            }
        }
    }

    static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

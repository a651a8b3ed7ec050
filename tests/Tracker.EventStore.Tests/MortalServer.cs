using System.Diagnostics;
using System.Globalization;
using Tracker.Postgres;
using Tracker.Tests;

namespace Tracker.EventStore.Tests;

/// <summary>A durable server of a test's own, which dies as by kill -9 and comes back at the same address on the same data.</summary>
sealed class MortalServer : IAsyncDisposable
{
    readonly EmbeddedServerOptions options;
    readonly List<EmbeddedServer> started = [];

    MortalServer(EmbeddedServerOptions options) => this.options = options;

    public string ConnectionString => started[^1].ConnectionString;

    /// <param name="folder">Removed at the end.</param>
    /// <param name="settings">Beyond the usual.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<MortalServer> StartAsync(string folder, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var server = new MortalServer(new() { DataDirectory = folder, Port = RunningProduct.FreePort(), Settings = settings });
        await server.StartAsync(ct);
        return server;
    }

    public async Task StartAsync(CancellationToken ct) => started.Add(await EmbeddedServer.StartAsync(options, ct));

    /// <summary>The postmaster first, so that it can't tidy up; then what it has left.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        var file = Path.Combine(started[^1].DataDirectory, "cluster", "postmaster.pid");
        var postmaster = int.Parse((await File.ReadAllLinesAsync(file, ct))[0], CultureInfo.InvariantCulture);
        int[] all = [postmaster, .. Children(postmaster)];
        foreach (var id in all)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
                await process.WaitForExitAsync(ct);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has gone by itself.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in started)
        {
            await server.DisposeAsync();
        }
        Directory.Delete(started[^1].DataDirectory, recursive: true);
    }

    static IEnumerable<int> Children(int parent)
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }
        foreach (var folder in Directory.GetDirectories("/proc").Where(f => char.IsAsciiDigit(f[6])))
        {
            var stat = Path.Combine(folder, "stat");
            string text;
            try
            {
                text = File.ReadAllText(stat);
            }
            catch (IOException)
            {
                continue;
            }
            if (text[(text.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture))
            {
                yield return int.Parse(folder[6..], CultureInfo.InvariantCulture);
            }
        }
    }
}

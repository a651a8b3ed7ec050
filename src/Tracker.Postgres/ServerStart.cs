using System.Net;
using System.Net.Sockets;
using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>Starts the server of a complete cluster that has none.</summary>
sealed class ServerStart(
    DataDirectory directory, ServerAccount account, ServerBinaries binaries, EmbeddedServerOptions options)
{
    const int LongestLog = 10_000_000;
    const int Attempts = 20;

    /// <returns>The port it listens on.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (File.Exists(directory.ServerLog) && new FileInfo(directory.ServerLog).Length > LongestLog)
        {
            File.Move(directory.ServerLog, directory.ServerLog + ".old", overwrite: true);
        }
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port ?? FreePort();
            await WriteSettingsAsync(port, ct);
            var before = File.Exists(directory.ServerLog) ? new FileInfo(directory.ServerLog).Length : 0;
            if (await StartAsync(ct)) return port;

            var failure = Failure(before);
            // another program took the free port, or children of a killed server are not gone yet
            var passes = (failure.Code == PortInUse && options.Port is null) ||
                         failure.Message.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (!passes || attempt == Attempts) throw failure;
            await Task.Delay(200, ct);
        }
    }

    /// <summary>pg_ctl puts the server into a session of its own: Ctrl+C in our terminal is not for it.</summary>
    async Task<bool> StartAsync(CancellationToken ct)
    {
        try
        {
            return await Tool.RunDetachedAsync(binaries.Program("pg_ctl"),
                ["start", "-s", "-w", "-t", $"{(int)options.StartTimeout.TotalSeconds}", "-D", directory.Cluster, "-l", directory.ServerLog],
                account.Name, directory.Path, ct) == 0;
        }
        catch (OperationCanceledException)
        {
            await new ServerStop(directory, account, binaries).RunAsync();
            throw;
        }
    }

    EmbeddedServerException Failure(long before)
    {
        var timedOut = Postmaster.Of(directory.Cluster) is not null;
        if (!File.Exists(directory.ServerLog)) return new(StartFailed, "The server did not start and left no log.");
        using var log = new StreamReader(directory.ServerLog);
        log.BaseStream.Position = before;
        var lines = string.Join('\n', log.ReadToEnd().TrimEnd().Split('\n').TakeLast(12));
        return timedOut
            ? new(StartTimeout, $"The server was not ready after {options.StartTimeout.TotalSeconds} s; it may still be recovering, see {directory.ServerLog}.\n{lines}")
            : From(lines, StartFailed, $"The server did not start, see {directory.ServerLog}.");
    }

    async Task WriteSettingsAsync(int port, CancellationToken ct)
    {
        var forced = options.Durable ? "on" : "off";
        var settings = Path.Combine(directory.Cluster, "tracker.conf");
        // root may have written it, and its folder is ours
        File.Delete(settings);
        await File.WriteAllTextAsync(settings,
            $"""
            # written at every start
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = 200
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_checkpoints = off
            jit = off
            fsync = {forced}
            full_page_writes = {forced}
            {string.Join('\n', options.Settings.Select(setting => $"{setting.Key} = {setting.Value}"))}

            """, ct);
    }

    static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

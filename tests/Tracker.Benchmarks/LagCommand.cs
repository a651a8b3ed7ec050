using System.CommandLine;
using Tracker.Postgres;

namespace Tracker.Benchmarks;

/// <summary>The lag of the daemon alone.</summary>
static class LagCommand
{
    public static Command Make()
    {
        var rate = new Option<int>("--rate") { Description = "Appends per second.", DefaultValueFactory = _ => 1000 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 20 };
        var command = new Command("lag", "How far an asynchronous projection is behind at a steady rate of appends.") { rate, seconds };
        command.SetAction(async (parsed, ct) =>
        {
            var folder = Path.Combine(Path.GetTempPath(), $"tracker-lag-{Environment.ProcessId}");
            await using (var server = await EmbeddedServer.StartAsync(new() { DataDirectory = folder }, ct))
            {
                await DaemonLag.RunAsync(server.ConnectionString, Console.Out, parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds)), ct);
                folder = server.DataDirectory;
            }
            Directory.Delete(folder, recursive: true);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using Npgsql;
using Tracker.Postgres;

namespace Tracker.Benchmarks;

/// <summary>Every measure of the event store in one run, on a server of its own with default durability.</summary>
static class StoreCommand
{
    public static Command Make()
    {
        var seconds = new Option<double>("--seconds") { Description = "of each measurement of appends", DefaultValueFactory = _ => 3 };
        var rounds = new Option<int>("--rounds") { Description = "the first one warms up", DefaultValueFactory = _ => 6 };
        var output = new Option<FileInfo?>("--output") { Description = "where the table goes; the console where not given" };
        var only = new Option<string?>("--only") { Description = "appends, reads" };
        var command = new Command("store", "measures the event store beside hand-written SQL") { seconds, rounds, output, only };
        command.SetAction((parsed, _) => RunAsync(
            TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(rounds), parsed.GetValue(output), parsed.GetValue(only)));
        return command;
    }

    static async Task RunAsync(TimeSpan time, int rounds, FileInfo? output, string? only)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"tracker-benchmark-{Environment.ProcessId}");
        await using var server = await EmbeddedServer.StartAsync(new()
        {
            DataDirectory = folder,
            Log = Console.Error.WriteLine,
            Settings = new Dictionary<string, string> { ["track_wal_io_timing"] = "on", ["max_connections"] = "120" },
        });
        var connectionString = $"{server.ConnectionString};Maximum Pool Size=50";
        await using (var product = TrackerStore.For(connectionString))
        {
            await product.MigrateAsync();
        }
        await using var table = output is null ? Console.Out : new StreamWriter(output.FullName);
        await using var source = NpgsqlDataSource.Create($"{connectionString};Search Path=tracker");
        await using var bare = CommitmentLoad.Bare(connectionString);
        await using var withLedger = CommitmentLoad.WithLedger(connectionString);
        if (only is null or "appends")
        {
            var load = await CommitmentLoad.MakeAsync(withLedger);
            var plain = await CommitmentLoad.MakeAsync(withLedger);
            await new AppendBenchmark(source, bare, withLedger, load, plain).RunAsync(rounds, time, table);
        }
        if (only is null or "reads")
        {
            await StreamReadBenchmark.RunAsync(source, bare, 2000, table);
        }
    }
}

using System.CommandLine;
using System.Globalization;
using Npgsql;
using Tracker.Postgres;

namespace Tracker.Benchmarks;

/// <summary>Every measure of the event store in one run, on a server of its own with default durability.</summary>
static class StoreCommand
{
    public static Command Make()
    {
        var seconds = new Option<double>("--seconds") { Description = "Of each turn of appends", DefaultValueFactory = _ => 0.5 };
        var rounds = new Option<int>("--rounds") { Description = "The first one warms up", DefaultValueFactory = _ => 21 };
        var output = new Option<FileInfo?>("--output") { Description = "Where the table goes; the console where not given" };
        var events = new Option<int>("--events") { Description = "Of the rebuild", DefaultValueFactory = _ => 1_000_000 };
        var only = new Option<string?>("--only") { Description = "Appends, reads, lag or rebuild" };
        var command = new Command("store", "The event store beside hand-written SQL.") { seconds, rounds, events, output, only };
        command.SetAction((parsed, _) => RunAsync(
            TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(rounds), parsed.GetValue(events), parsed.GetValue(output), parsed.GetValue(only)));
        return command;
    }

    static async Task RunAsync(TimeSpan time, int rounds, int events, FileInfo? output, string? only)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"tracker-benchmark-{Environment.ProcessId}");
        await using (var server = await EmbeddedServer.StartAsync(new()
        {
            DataDirectory = folder,
            Log = Console.Error.WriteLine,
            Settings = new Dictionary<string, string> { ["track_wal_io_timing"] = "on", ["max_connections"] = "260" },
        }))
        {
            var written = output is null ? "" : ByHand(output);
            await using var table = output is null ? Console.Out : new StreamWriter(output.FullName);
            await HeadAsync(server, table);
            await MeasureAsync($"{server.ConnectionString};Maximum Pool Size=200", time, rounds, events, only, table);
            await table.WriteAsync(written);
            folder = server.DataDirectory;
        }
        Directory.Delete(folder, recursive: true);
    }

    static async Task MeasureAsync(string connectionString, TimeSpan time, int rounds, int events, string? only, TextWriter table)
    {
        await using (var product = TrackerStore.For(connectionString))
        {
            await product.MigrateAsync();
        }
        await using var source = NpgsqlDataSource.Create($"{connectionString};Search Path=tracker");
        await using var bare = CommitmentLoad.Bare(connectionString);
        await using var withLedger = CommitmentLoad.WithLedger(connectionString);
        if (only is null or "appends")
        {
            var load = await CommitmentLoad.MakeAsync(withLedger);
            var plain = await CommitmentLoad.MakeAsync(withLedger);
            var byHand = await CommitmentLoad.MakeAsync(withLedger);
            await new AppendBenchmark(source, bare, withLedger, plain, byHand, load).RunAsync(rounds, time, table);
        }
        if (only is null or "reads")
        {
            await StreamReadBenchmark.RunAsync(source, bare, 4000, table);
        }
        if (only is null or "lag")
        {
            await table.WriteLineAsync("\n### How far the daemon is behind at 1,000 appends/s, 20 s\n\n```");
            await DaemonLag.RunAsync(connectionString, table, rate: 1000, TimeSpan.FromSeconds(20), CancellationToken.None);
            await table.WriteLineAsync("```");
        }
        if (only is null or "rebuild")
        {
            await table.WriteLineAsync("\n### Rebuild\n\n| | this store | bare | ratio |\n|---|---|---|---|");
            await RebuildBenchmark.RunAsync(connectionString, events, table);
        }
        await table.FlushAsync();
    }

    /// <summary>What was added to the page by hand: from its first heading of the second level on.</summary>
    static string ByHand(FileInfo page) =>
        page.Exists && File.ReadAllText(page.FullName) is var text && text.IndexOf("\n## ", StringComparison.Ordinal) is >= 0 and var at ? text[at..] : "";

    static async Task HeadAsync(EmbeddedServer server, TextWriter table)
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        await table.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            # The event store beside hand-written SQL

            `dotnet run -c Release --project tests/Tracker.Benchmarks -- store --output tests/Tracker.Benchmarks/event-store.md` made this page. PostgreSQL {server.Major},
            default durability (fsync and synchronous_commit on), client and server on one machine: {Environment.ProcessorCount} cores, {cpu ?? "of an unknown kind"};
            load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?")} at the start. Variants in short turns, round after round, the first not counted; each figure is the median of its turns,
            each ratio the median of the ratios within a round.

            "Hand-written" is the leanest Npgsql there is: a connection a writer kept open, one prepared batch used again, the version
            check and the same writes in one round trip, one commit each; no chain, no command id, no wake-up, no shared commits.
            "This store" does all of these. Per event: client CPU is of this process, server CPU of all the server's processes,
            fsyncs and their time are of the log, as pg_stat_io counts them.
            """));
    }
}

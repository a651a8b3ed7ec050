using System.CommandLine;
using System.Diagnostics;
using Tracker.Postgres;
using Tracker.Tests.Store;

namespace Tracker.Benchmarks;

/// <summary>Round after round of writers and killed daemons, each compared with a replay from zero, until the time is over or one differs.</summary>
static class SoakCommand
{
    public static Command Make()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 5 };
        var seed = new Option<int>("--seed") { Description = "Where the rounds' chances begin.", DefaultValueFactory = _ => 1 };
        var connection = new Option<string?>("--connection") { Description = "A server to use; without it a private one with default durability." };
        var command = new Command("soak", "Order without loss: writers, rollbacks and killed daemons, round after round.") { minutes, seed, connection };
        command.SetAction((parsed, ct) => RunAsync(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(seed), parsed.GetValue(connection), Console.Out, ct));
        return command;
    }

    static async Task<int> RunAsync(TimeSpan time, int seed, string? connectionString, TextWriter console, CancellationToken ct)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"tracker-soak-{Environment.ProcessId}");
        await using var server = connectionString is null ? await EmbeddedServer.StartAsync(new() { DataDirectory = folder }, ct) : null;
        var (events, rollbacks, kills, late, mismatches) = (0L, 0L, 0L, 0L, 0);
        var (since, round) = (Stopwatch.StartNew(), 0);
        while (since.Elapsed < time && mismatches == 0)
        {
            round++;
            var began = since.Elapsed;
            var schema = $"soak_{Environment.ProcessId}_{round}";
            var figures = await OrderRound.RunAsync(
                server?.ConnectionString ?? connectionString!, schema, seed + round, TimeSpan.FromMilliseconds(new Random(seed + round).Next(200, 1000)), ct);
            (events, rollbacks, kills, late) = (events + figures.Events, rollbacks + figures.RolledBack, kills + figures.Kills, late + figures.Late);
            await console.WriteLineAsync(
                $"round {round}: {figures.Events} events, {figures.RolledBack} rolled back, {figures.Late} late, {figures.Kills} kills, {(since.Elapsed - began).TotalSeconds:0.0} s{(figures.Mismatch is null ? "" : " MISMATCH")}");
            if (figures.Mismatch is { } mismatch)
            {
                mismatches++;
                await console.WriteLineAsync($"{mismatch}\nSeed {seed + round}; the tables are kept in schema {schema}{(server is null ? "" : $" of {server.DataDirectory}")}.");
            }
        }
        await console.WriteLineAsync(
            $"{round} rounds, {events} events, {rollbacks} rolled back, {late} late, {kills} kills, {mismatches} mismatches in {since.Elapsed.TotalMinutes:0.0} minutes");
        if (server is not null && mismatches == 0)
        {
            await server.DisposeAsync();
            Directory.Delete(server.DataDirectory, recursive: true);
        }
        return mismatches == 0 ? 0 : 1;
    }
}

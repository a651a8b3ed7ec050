using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Tracker.Benchmarks;

/// <summary>The ledger rebuilt by the product, beside the least that any rebuild has to do.</summary>
static class RebuildBenchmark
{
    const int Rounds = 3;

    /// <summary>Fills a database of its own on that server, and writes one row of a markdown table.</summary>
    public static async Task RunAsync(string connectionString, int events, TextWriter output)
    {
        var database = $"rebuild_{Environment.ProcessId}";
        await ExecuteAsync(connectionString, $"create database {database}");
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = false };
            await using var store = TrackerStore.For(settings.ConnectionString);
            await store.MigrateAsync();
            settings.SearchPath = "tracker";
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync();
            await InterleavedEvents.FillAsync(connection, events);

            var (bound, rebuild) = (new List<double>(), new List<double>());
            await BareRebuild.RunAsync(connection); // both sides find a warm cache
            for (var round = 0; round < Rounds; round++)
            {
                bound.Add(await RateAsync(events, () => BareRebuild.RunAsync(connection)));
                rebuild.Add(await RateAsync(events, () => store.RebuildAsync("Ledger")));
            }
            await SameRowsAsync(connection);
            var (b, r) = (Median(bound), Median(rebuild));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| rebuild of the ledger from {events:N0} interleaved events ÷ read, fold in memory, COPY out | {r:N0} events/s | {b:N0} events/s | {r / b:0.00} |"));
        }
        finally
        {
            await ExecuteAsync(connectionString, $"drop database {database} with (force)");
        }
    }

    static async Task<double> RateAsync(int events, Func<Task> run)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await run();
        return events / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    /// <summary>A fast rebuild of wrong rows is worth nothing.</summary>
    static async Task SameRowsAsync(NpgsqlConnection connection)
    {
        await using var differing = new NpgsqlCommand(
            "select count(*) from ((table ledger except table bare) union all (table bare except table ledger)) d", connection) { CommandTimeout = 0 };
        if (await differing.ExecuteScalarAsync() is var count and not 0L)
        {
            throw new InvalidOperationException($"{count} rows of the rebuilt ledger differ.");
        }
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}

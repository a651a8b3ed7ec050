using System.Diagnostics;
using Tracker.EventStore;
using Tracker.EventStore.Tests;

namespace Tracker.Benchmarks;

/// <summary>How long after an append its row stands in an asynchronous projection's table, at a steady rate of appends.</summary>
static class DaemonLag
{
    const int Writers = 12;
    const int StreamsEach = 20;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <param name="Rate">Appends per second reached.</param>
    /// <param name="Append">From the call of the append to its return.</param>
    /// <param name="SinceReturn">From the append's return until another connection sees the row.</param>
    /// <param name="SinceCall">The same from the append's call.</param>
    public sealed record Figures(double Rate, Percentiles Append, Percentiles SinceReturn, Percentiles SinceCall);

    /// <summary>Milliseconds.</summary>
    public sealed record Percentiles(double P50, double P99, double Max)
    {
        public static Percentiles Of(IEnumerable<TimeSpan> times)
        {
            double[] sorted = [.. times.Select(t => Math.Max(0, t.TotalMilliseconds)).Order()];
            return new(sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)], sorted[^1]);
        }

        public override string ToString() => $"{P50,7:0.0} {P99,7:0.0} {Max,7:0.0}";
    }

    /// <param name="connectionString">A server; the schema made there is removed.</param>
    /// <param name="console">Gets a table of five lines.</param>
    /// <param name="rate">Appends per second, spread over twelve writers.</param>
    /// <param name="time">How long.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Figures> RunAsync(string connectionString, TextWriter console, int rate, TimeSpan time, CancellationToken ct)
    {
        await using var store = DocumentStore.For($"{connectionString};Maximum Pool Size={Writers + 4}", options =>
        {
            options.SchemaName = $"lag_{Environment.ProcessId}";
            options.Events.Map<AmountBooked>("amount_booked");
            options.AddStreamType<Account>("account");
            options.Projections.Add(new SeenProjection(), ProjectionLifecycle.Async);
            options.Migrate(1, "seen", "create table seen (nth bigserial primary key, number bigint not null);");
        });
        await store.MigrateAsync(ct);
        await using var daemon = store.CreateDaemon();
        await daemon.StartAsync(ct);

        var events = new Moments[(int)(rate * time.TotalSeconds)];
        var began = Stopwatch.GetTimestamp();
        var seeing = SeeAsync(store, events, ct);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(store, events, writer, rate, began, ct), ct)));
        var took = Stopwatch.GetElapsedTime(began);
        await seeing;
        await daemon.StopAsync(ct);
        await ExecuteAsync(store, $"drop schema lag_{Environment.ProcessId} cascade", ct);

        // The first second warms up: plans, pools and the runtime's second look at hot code.
        var measured = events.Where(e => Stopwatch.GetElapsedTime(began, e.Called) > TimeSpan.FromSeconds(1)).ToArray();
        var figures = new Figures(
            events.Length / took.TotalSeconds,
            Percentiles.Of(measured.Select(e => Stopwatch.GetElapsedTime(e.Called, e.Returned))),
            Percentiles.Of(measured.Select(e => Stopwatch.GetElapsedTime(e.Returned, e.Seen))),
            Percentiles.Of(measured.Select(e => Stopwatch.GetElapsedTime(e.Called, e.Seen))));
        await console.WriteLineAsync(
            $"""
            daemon lag at {figures.Rate:0} appends/s ({rate} asked for), {measured.Length} events, ms     p50     p99     max
            append, call to return                                       {figures.Append}
            row visible after the append's return                        {figures.SinceReturn}
            row visible after the append's call                          {figures.SinceCall}
            """);
        return figures;
    }

    static async Task WriteAsync(DocumentStore store, Moments[] events, int writer, int rate, long began, CancellationToken ct)
    {
        Guid[] streams = [.. Enumerable.Range(0, StreamsEach).Select(_ => Guid.CreateVersion7())];
        for (var number = writer; number < events.Length; number += Writers)
        {
            var early = TimeSpan.FromSeconds((double)number / rate) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, ct);
            }
            var turn = number / Writers;
            await using var session = store.OpenSession();
            session.Append(streams[turn % StreamsEach], turn / StreamsEach, new AmountBooked(number));
            events[number].Called = Stopwatch.GetTimestamp();
            await session.SaveChangesAsync(ct);
            events[number].Returned = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Looks at the table as a page would, every few milliseconds: the times are at most that much too long.</summary>
    static async Task SeeAsync(DocumentStore store, Moments[] events, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select nth, number from seen where nth > $1 order by nth";
        var after = command.CreateParameter();
        command.Parameters.Add(after);
        after.Value = 0L;
        for (var seen = 0; seen < events.Length;)
        {
            await using (var reader = await command.ExecuteReaderAsync(ct))
            {
                while (await reader.ReadAsync(ct))
                {
                    after.Value = reader.GetInt64(0);
                    events[reader.GetInt64(1)].Seen = Stopwatch.GetTimestamp();
                    seen++;
                }
            }
            await Task.Delay(Look, ct);
        }
    }

    static async Task ExecuteAsync(DocumentStore store, string sql, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    struct Moments
    {
        public long Called;
        public long Returned;
        public long Seen;
    }

    sealed class SeenProjection : IProjection
    {
        public string Name => "Seen";

        public IReadOnlyList<string> Tables => ["seen"];

        public void Project(StoredEvent e, IStatementBatch batch) =>
            batch.Execute("insert into seen (number) values ($1)", ((AmountBooked)e.Data).Amount);
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Benchmarks;

/// <summary>Appends by one, eight and thirty-two writers: the store's and the hand-written ones, in turn, within one run.</summary>
/// <param name="plain">For plain inserts, which leave the stream's version behind.</param>
sealed class AppendBenchmark(NpgsqlDataSource source, DocumentStore bare, DocumentStore withLedger, CommitmentLoad load, CommitmentLoad plain)
{
    delegate Task<Writer> Opened();

    /// <summary>One event, or one decision and its event.</summary>
    delegate Task Step(int writer, int n);

    public async Task RunAsync(int rounds, TimeSpan time, TextWriter table)
    {
        foreach (var writers in (int[])[1, 8, 32])
        {
            var names = Variants.Select(v => v.Name).ToArray();
            var measured = names.ToDictionary(name => name, _ => new List<Measured>());
            for (var round = 0; round < rounds; round++)
            {
                foreach (var (name, open) in Variants)
                {
                    var one = await MeasureAsync(open, writers, time);
                    // The first round warms up: plans, pool, code.
                    if (round > 0 || rounds == 1) measured[name].Add(one);
                    Console.Error.WriteLine($"{writers,2} writers, round {round}, {name}: {one.PerSecond:F0}/s");
                }
            }
            await WriteAsync(table, writers, names.Select(name => (name, Measured.Median(measured[name]))).ToDictionary());
        }
    }

    (string Name, Opened Open)[] Variants =>
    [
        (PlainInsert, () => Hand(checks: false, row: false, plain)),
        (Append, () => Hand(checks: true, row: false, load)),
        (Ours + Append, () => Store(AppendAsync)),
        (AppendRow, () => Hand(checks: true, row: true, load)),
        (Ours + AppendRow, () => Store(AppendRowAsync)),
        (Decide, HandDecide),
        (Ours + Decide, () => Store(DecideAsync)),
    ];

    const string Ours = "store: ";
    const string PlainInsert = "plain INSERT of an event row";
    const string Append = "append with expected version";
    const string AppendRow = "append with the inline ledger row";
    const string Decide = "load, fold, decide, append, inline row";

    async Task<Writer> Hand(bool checks, bool row, CommitmentLoad streams)
    {
        var hand = await HandWritten.OpenAsync(source, checks, row);
        return new(async (writer, n) =>
        {
            var (id, version) = streams.Next(writer);
            await hand.AppendAsync(id, version, CommitmentLoad.Event(n));
        }, hand);
    }

    async Task<Writer> HandDecide()
    {
        var hand = await HandWritten.OpenAsync(source, checks: true, row: true);
        return new(async (writer, n) =>
        {
            var (id, _) = load.Next(writer);
            var (state, version) = await hand.LoadAsync(id);
            await hand.AppendAsync(id, version, Progressed(state!, n));
        }, hand);
    }

    static Task<Writer> Store(Step step) => Task.FromResult(new Writer(step, null));

    async Task AppendAsync(int writer, int n)
    {
        var (id, version) = load.Next(writer);
        await using var session = bare.OpenSession("wen-yuchuan", Command());
        session.Append(id, version, CommitmentLoad.Event(n));
        await session.SaveChangesAsync();
    }

    async Task AppendRowAsync(int writer, int n)
    {
        var (id, version) = load.Next(writer);
        await using var session = withLedger.OpenSession("wen-yuchuan", Command());
        session.Append(id, version, CommitmentLoad.Event(n));
        await session.SaveChangesAsync();
    }

    async Task DecideAsync(int writer, int n)
    {
        var (id, _) = load.Next(writer);
        await using var session = withLedger.OpenSession("wen-yuchuan", Command());
        var stream = await session.FetchForWriting<Commitment, CommitmentEvent>(id);
        stream!.AppendMany([Progressed(stream.Aggregate, n)]);
        await session.SaveChangesAsync();
    }

    static string Command() => Guid.CreateVersion7().ToString();

    static CommitmentProgressed Progressed(Commitment state, int n) =>
        state.Status == CommitmentStatus.Closed ? throw new InvalidOperationException("closed") : CommitmentLoad.Event(n);

    async Task<Measured> MeasureAsync(Opened open, int writers, TimeSpan time)
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => open()));
        GC.Collect();
        var before = await ServerUse.ReadAsync(source);
        var clock = Stopwatch.StartNew();
        var events = await Task.WhenAll(opened.Select((writer, nth) => Task.Run(async () =>
        {
            var n = 0;
            for (; clock.Elapsed < time; n++) await writer.Step(nth, n);
            return n;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var used = await ServerUse.ReadAsync(source) - before;
        foreach (var writer in opened)
        {
            if (writer.Owned is not null) await writer.Owned.DisposeAsync();
        }
        double all = events.Sum();
        return new(all / seconds, used.ClientCpu.TotalMicroseconds / all, used.ServerCpu.TotalMicroseconds / all, used.WalBytes / all,
            used.Fsyncs / all, used.FsyncTime.TotalMicroseconds / all, used.Allocated / 1024.0 / all);
    }

    static async Task WriteAsync(TextWriter table, int writers, Dictionary<string, Measured> of)
    {
        var plural = writers == 1 ? "1 writer" : $"{writers} writers";
        await table.WriteLineAsync(
            $"""

            ### {plural}

            | | events/s | ÷ hand-written | client CPU µs | server CPU µs | WAL bytes | fsyncs | fsync µs | KiB allocated | allocated ÷ hand-written |
            |---|---|---|---|---|---|---|---|---|---|
            """);
        await table.WriteLineAsync(Row(PlainInsert, of[PlainInsert], of[Append]));
        foreach (var name in (string[])[Append, AppendRow, Decide])
        {
            await table.WriteLineAsync(Row($"{name}, hand-written", of[name], name == Append ? null : of[name]));
            await table.WriteLineAsync(Row($"**{name}, this store**", of[Ours + name], of[name]));
        }
        await table.FlushAsync();

        static string Row(string name, Measured m, Measured? hand) => string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {m.PerSecond:N0} | {(hand is null ? 1 : m.PerSecond / hand.PerSecond):F2} | {m.Client:F0} | {m.Server:F0} | {m.Wal:F0} | {m.Fsyncs:F2} | {m.FsyncTime:F0} | {m.Allocated:F1} | {(hand is null ? 1 : m.Allocated / hand.Allocated):F2} |");
    }

    sealed record Writer(Step Step, IAsyncDisposable? Owned);

    /// <summary>Per event, but for the first.</summary>
    sealed record Measured(double PerSecond, double Client, double Server, double Wal, double Fsyncs, double FsyncTime, double Allocated)
    {
        public static Measured Median(IReadOnlyList<Measured> all) => new(
            Of(all, m => m.PerSecond), Of(all, m => m.Client), Of(all, m => m.Server), Of(all, m => m.Wal),
            Of(all, m => m.Fsyncs), Of(all, m => m.FsyncTime), Of(all, m => m.Allocated));

        static double Of(IReadOnlyList<Measured> all, Func<Measured, double> value)
        {
            var sorted = all.Select(value).Order().ToArray();
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }
}

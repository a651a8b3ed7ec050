using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Benchmarks;

/// <summary>Appends by one, eight and thirty-two writers: the store's and the hand-written ones, in turn, within one run.</summary>
/// <param name="plain">Streams for plain inserts, which leave the stream's version behind.</param>
/// <param name="byHand">Streams for what is written by hand: its events carry no link, and the store would have to chain over them.</param>
/// <param name="load">The store's own streams.</param>
sealed class AppendBenchmark(
    NpgsqlDataSource source, DocumentStore bare, DocumentStore withLedger, CommitmentLoad plain, CommitmentLoad byHand, CommitmentLoad load)
{
    delegate Task<Writer> Opened(int writers);

    /// <summary>One event, or one decision and its event.</summary>
    delegate Task Step(int writer, int n);

    /// <param name="rounds">In each of which every variant has a short turn; the first is not counted.</param>
    /// <param name="time">Of a turn: short, so that what is divided by each other was measured under the same conditions.</param>
    /// <param name="table">Where the table goes.</param>
    public async Task RunAsync(int rounds, TimeSpan time, TextWriter table)
    {
        foreach (var writers in (int[])[1, 8, 32])
        {
            var turns = Variants.ToDictionary(v => v.Name, _ => new List<Measured>());
            var opened = new Dictionary<string, Writer[]>();
            foreach (var (name, open) in Variants)
            {
                opened[name] = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => open(writers)));
            }
            for (var round = 0; round < rounds; round++)
            {
                // There and back again: whoever goes first gains nothing by it.
                foreach (var (name, _) in round % 2 == 0 ? Variants : Variants.Reverse())
                {
                    var turn = await MeasureAsync(opened[name], time);
                    // The first round warms up: plans, pool, code.
                    if (round > 0 || rounds == 1) turns[name].Add(turn);
                }
            }
            foreach (var writer in opened.Values.SelectMany(all => all).Where(w => w.Owned is not null))
            {
                await writer.Owned!.DisposeAsync();
            }
            await WriteAsync(table, writers, turns);
        }
    }

    (string Name, Opened Open)[] Variants =>
    [
        (PlainInsert, writers => Hand(checks: false, row: false, plain, writers)),
        (Append, writers => Hand(checks: true, row: false, byHand, writers)),
        (Ours + Append, writers => Store((writer, n) => AppendAsync(bare, load.Next(writer, writers), n))),
        (AppendRow, writers => Hand(checks: true, row: true, byHand, writers)),
        (Ours + AppendRow, writers => Store((writer, n) => AppendAsync(withLedger, load.Next(writer, writers), n))),
        (Decide, HandDecide),
        (Ours + Decide, writers => Store((writer, n) => DecideAsync(load.Next(writer, writers).Id, n))),
    ];

    const string Ours = "store: ";
    const string PlainInsert = "plain INSERT of an event row";
    const string Append = "append with expected version";
    const string AppendRow = "append with the inline ledger row";
    const string Decide = "load, fold, decide, append, inline row";

    async Task<Writer> Hand(bool checks, bool row, CommitmentLoad streams, int writers)
    {
        var hand = await HandWritten.OpenAsync(source, checks, row);
        return new(async (writer, n) =>
        {
            var (id, version) = streams.Next(writer, writers);
            await hand.AppendAsync(id, version, CommitmentLoad.Event(n));
        }, hand);
    }

    async Task<Writer> HandDecide(int writers)
    {
        var hand = await HandWritten.OpenAsync(source, checks: true, row: true);
        return new(async (writer, n) =>
        {
            var (id, _) = byHand.Next(writer, writers);
            var (state, version) = await hand.LoadAsync(id);
            await hand.AppendAsync(id, version, Progressed(state!, n));
        }, hand);
    }

    static Task<Writer> Store(Step step) => Task.FromResult(new Writer(step, null));

    static async Task AppendAsync(DocumentStore store, (Guid Id, long Version) stream, int n)
    {
        await using var session = store.OpenSession("wen-yuchuan", Command());
        session.Append(stream.Id, stream.Version, CommitmentLoad.Event(n));
        await session.SaveChangesAsync();
    }

    async Task DecideAsync(Guid id, int n)
    {
        await using var session = withLedger.OpenSession("wen-yuchuan", Command());
        var stream = await session.FetchForWriting<Commitment, CommitmentEvent>(id);
        stream!.AppendMany([Progressed(stream.Aggregate, n)]);
        await session.SaveChangesAsync();
    }

    static string Command() => Guid.CreateVersion7().ToString();

    static CommitmentProgressed Progressed(Commitment state, int n) =>
        state.Status == CommitmentStatus.Closed ? throw new InvalidOperationException("closed") : CommitmentLoad.Event(n);

    async Task<Measured> MeasureAsync(Writer[] opened, TimeSpan time)
    {
        GC.Collect();
        var before = await ServerUse.ReadAsync(source);
        var client = ClientUse.Read();
        var clock = Stopwatch.StartNew();
        var events = await Task.WhenAll(opened.Select((writer, nth) => Task.Run(async () =>
        {
            var n = 0;
            for (; clock.Elapsed < time; n++) await writer.Step(nth, n);
            return n;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        client = ClientUse.Read() - client;
        var used = await ServerUse.ReadAsync(source) - before;
        double all = events.Sum();
        return new(all / seconds, client.Cpu.TotalMicroseconds / all, used.ServerCpu.TotalMicroseconds / all, used.WalBytes / all,
            used.Fsyncs / all, used.FsyncTime.TotalMicroseconds / all, client.Allocated / 1024.0 / all);
    }

    static async Task WriteAsync(TextWriter table, int writers, Dictionary<string, List<Measured>> turns)
    {
        var plural = writers == 1 ? "1 writer" : $"{writers} writers";
        await table.WriteLineAsync(
            $"""

            ### {plural}

            | | events/s | ÷ hand-written | client CPU µs | server CPU µs | WAL bytes | fsyncs | fsync µs | KiB allocated | allocated ÷ hand-written |
            |---|---|---|---|---|---|---|---|---|---|
            """);
        await table.WriteLineAsync(Row(PlainInsert, turns[PlainInsert], turns[Append]));
        foreach (var name in (string[])[Append, AppendRow, Decide])
        {
            await table.WriteLineAsync(Row($"{name}, hand-written", turns[name], turns[name]));
            await table.WriteLineAsync(Row($"**{name}, this store**", turns[Ours + name], turns[name]));
        }
        await table.FlushAsync();

        // Ratios of the same round, and their median: a slow minute of the machine is in both.
        static string Row(string name, List<Measured> own, List<Measured> hand)
        {
            var m = Measured.Median(own);
            var ratio = Measured.Median([.. own.Zip(hand, (o, h) => o.PerSecond / h.PerSecond)]);
            return string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {m.PerSecond:N0} | {ratio:F2} | {m.Client:F0} | {m.Server:F0} | {m.Wal:F0} | {m.Fsyncs:F2} | {m.FsyncTime:F0} | {m.Allocated:F1} | {m.Allocated / Measured.Median(hand).Allocated:F2} |");
        }
    }

    sealed record Writer(Step Step, IAsyncDisposable? Owned);

    /// <summary>Per event, but for the first.</summary>
    sealed record Measured(double PerSecond, double Client, double Server, double Wal, double Fsyncs, double FsyncTime, double Allocated)
    {
        public static Measured Median(IReadOnlyList<Measured> all) => new(
            Of(all, m => m.PerSecond), Of(all, m => m.Client), Of(all, m => m.Server), Of(all, m => m.Wal),
            Of(all, m => m.Fsyncs), Of(all, m => m.FsyncTime), Of(all, m => m.Allocated));

        static double Of(IReadOnlyList<Measured> all, Func<Measured, double> value) => Median([.. all.Select(value)]);

        public static double Median(double[] values)
        {
            double[] sorted = [.. values.Order()];
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }
}

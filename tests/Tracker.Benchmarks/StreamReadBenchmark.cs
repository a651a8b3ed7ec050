using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>Reading and folding one stream of 5, 50 and 500 events, one reader.</summary>
static class StreamReadBenchmark
{
    public static async Task RunAsync(NpgsqlDataSource source, DocumentStore store, int reads, TextWriter table)
    {
        await table.WriteLineAsync(
            """

            ### Reading and folding one stream, one reader

            | events | prepared select and hand fold, p50 µs | AggregateStream, p50 µs | ratio of speed |
            |---|---|---|---|
            """);
        await using var hand = await HandWritten.OpenAsync(source);
        foreach (var events in (int[])[5, 50, 500])
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => MakeAsync(store, events)));
            List<double> byHand = [], ours = [];
            // In small turns, so that both see the same weather.
            for (var turn = 0; turn < reads / 20; turn++)
            {
                foreach (var id in ids) byHand.Add(await TimeAsync(async () => (await hand.LoadAsync(id)).State!.Status));
                foreach (var id in ids) ours.Add(await TimeAsync(async () => (await FoldAsync(store, id))!.Status));
            }
            var (a, b) = (Median(byHand), Median(ours));
            await table.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {events} | {a:F0} | {b:F0} | **{a / b:F2}** |"));
        }
        await table.FlushAsync();
    }

    static async Task<Commitment?> FoldAsync(DocumentStore store, Guid id)
    {
        await using var session = store.OpenSession();
        return await session.AggregateStream<Commitment, CommitmentEvent>(id);
    }

    static async Task<Guid> MakeAsync(DocumentStore store, int events)
    {
        var id = Guid.CreateVersion7();
        await using var session = store.OpenSession("setup");
        session.StartStream<Commitment>(id,
        [
            new CommitmentRegistered(id, ItemKind.Plan, "霁川市人民政府", 2023, "开展轮训", "开展轮训。", "三、主要安排", 1, 5, null, [], [], null, CommitmentLoad.Assigned.By),
            CommitmentLoad.Assigned, .. Enumerable.Range(0, events - 2).Select(CommitmentLoad.Event),
        ]);
        await session.SaveChangesAsync();
        return id;
    }

    static async Task<double> TimeAsync(Func<Task<CommitmentStatus>> read)
    {
        var clock = Stopwatch.GetTimestamp();
        _ = await read();
        return Stopwatch.GetElapsedTime(clock).TotalMicroseconds;
    }

    static double Median(List<double> all)
    {
        all.Sort();
        return all[all.Count / 2];
    }
}

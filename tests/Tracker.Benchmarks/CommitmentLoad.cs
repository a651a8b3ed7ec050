using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>Commitments to write to: each writer has its own, so that nobody is refused. Many, so that they stay as short as real ones.</summary>
sealed class CommitmentLoad
{
    const int Streams = 24_000;

    static readonly By By = new(Guid.Parse("0198a000-0000-7000-8000-000000000001"), "文雨川", Guid.Parse("0198a000-0000-7000-8000-000000000002"), "市司法局");

    readonly Guid[] ids = [.. Enumerable.Range(0, Streams).Select(_ => Guid.CreateVersion7())];
    readonly long[] versions = [.. Enumerable.Repeat(2L, Streams)];
    readonly int[] turns = new int[Streams];

    /// <summary>What every variant appends.</summary>
    public static CommitmentProgressed Event(int n) => new(
        $"已完成行政执法人员轮训{n % 40}期，覆盖12个执法领域，执法案卷评查发现的{n % 90}个问题逐项整改，剩余事项正在推进。", n % 100, By);

    public static CommitmentAssigned Assigned { get; } = new(
        new(By.UnitId!.Value, "市司法局"), [new(Guid.Parse("0198a000-0000-7000-8000-000000000003"), "市财政局")], null, "分管副市长",
        new DateOnly(2026, 12, 31), "轮训全覆盖，问题整改率100%", RectificationKind.Phased, By);

    /// <summary>The writer's next stream and the version it is at; the version is counted on.</summary>
    /// <param name="writer">From 0.</param>
    /// <param name="writers">How many there are: one of 1, 8, 32.</param>
    public (Guid Id, long Version) Next(int writer, int writers)
    {
        var turn = turns[writer] = (turns[writer] + 1) % (Streams / writers);
        var stream = turn * writers + writer;
        return (ids[stream], versions[stream]++);
    }

    /// <summary>A store without projections, on the same tables.</summary>
    public static DocumentStore Bare(string connectionString, params IProjection[] inline) => DocumentStore.For(connectionString, options =>
    {
        options.Events.UseJson(TrackerStore.Json);
        TrackerStore.MapEvents(options.Events);
        options.AddStreamType<Commitment>("commitment");
        foreach (var projection in inline) options.Projections.Add(projection, ProjectionLifecycle.Inline);
    });

    public static DocumentStore WithLedger(string connectionString) => Bare(connectionString, new LedgerProjection());

    /// <summary>Registers and assigns every commitment.</summary>
    public static async Task<CommitmentLoad> MakeAsync(DocumentStore store)
    {
        const int together = 25;
        var load = new CommitmentLoad();
        await Parallel.ForEachAsync(load.ids.Chunk(together), async (chunk, ct) =>
        {
            await using var session = store.OpenSession("setup");
            foreach (var id in chunk)
            {
                session.StartStream<Commitment>(id, Registered(id), Assigned);
            }
            await session.SaveChangesAsync(ct);
        });
        return load;
    }

    static CommitmentRegistered Registered(Guid id) => new(
        id, ItemKind.Plan, "霁川市人民政府", 2023, "开展行政执法人员轮训，案卷评查问题整改率达到100%", "开展行政执法人员轮训，案卷评查问题整改率达到100%。",
        "三、下一年度主要安排", 1200, 1260, null, ["组织轮训", "开展案卷评查"], ["问题整改率达到100%"], new DateOnly(2024, 12, 31), By);
}

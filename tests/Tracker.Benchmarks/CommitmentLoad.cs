using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>Commitments to write to: each writer has its own, so that nobody is refused.</summary>
sealed class CommitmentLoad
{
    public const int Writers = 32;
    public const int PerWriter = 500;

    static readonly By By = new(Guid.Parse("0198a000-0000-7000-8000-000000000001"), "文雨川", Guid.Parse("0198a000-0000-7000-8000-000000000002"), "市司法局");

    readonly Guid[][] ids = new Guid[Writers][];
    readonly long[][] versions = new long[Writers][];
    readonly int[] turns = new int[Writers];

    /// <summary>What every variant appends.</summary>
    public static CommitmentProgressed Event(int n) => new(
        $"已完成行政执法人员轮训{n % 40}期，覆盖12个执法领域，执法案卷评查发现的{n % 90}个问题逐项整改，剩余事项正在推进。", n % 100, By);

    public static CommitmentAssigned Assigned { get; } = new(
        new(By.UnitId!.Value, "市司法局"), [new(Guid.Parse("0198a000-0000-7000-8000-000000000003"), "市财政局")], null, "分管副市长",
        new DateOnly(2026, 12, 31), "轮训全覆盖，问题整改率100%", RectificationKind.Phased, By);

    /// <summary>The writer's next stream and the version it is at; the version is counted on.</summary>
    public (Guid Id, long Version) Next(int writer)
    {
        var turn = turns[writer] = (turns[writer] + 1) % PerWriter;
        return (ids[writer][turn], versions[writer][turn]++);
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
        for (var writer = 0; writer < Writers; writer++)
        {
            load.ids[writer] = [.. Enumerable.Range(0, PerWriter).Select(_ => Guid.CreateVersion7())];
            load.versions[writer] = [.. Enumerable.Repeat(2L, PerWriter)];
        }
        await Parallel.ForEachAsync(load.ids.SelectMany(all => all).Chunk(together), async (chunk, ct) =>
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

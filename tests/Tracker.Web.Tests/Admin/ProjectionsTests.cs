using System.Diagnostics;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Tracker.EventStore;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Admin;

/// <summary>A projection that stands still: seen on its page and in /health, mended by an administrator alone.</summary>
public sealed class ProjectionsTests : IAsyncLifetime
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    readonly Town town = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Every_projection_is_shown_with_its_place()
    {
        var words = (await (await town.SignIn("administrator")).Get("/admin/projections")).Words;
        words.ShouldContain("问题台账 随写入即时更新");
        words.ShouldContain("最近动态 后台更新");
        words.ShouldNotContain("重试");
    }

    [Fact]
    public async Task A_paused_projection_is_told_with_its_event_and_goes_on_when_the_event_is_skipped()
    {
        var health = town.CreateClient();
        (await health.GetStringAsync("/health", Ct)).ShouldBe("Healthy");
        var sequence = await AppendUnknownAsync();
        await StatusAsync(projection => projection.Pause is not null);

        (await health.GetStringAsync("/health", Ct)).ShouldBe($"Degraded\nprojections: Activity is paused at event {sequence} (commitment_praised)");
        var administrator = await town.SignIn("administrator");
        var page = await administrator.Get("/admin/projections");
        page.Words.ShouldContain("最近动态已暂停更新");
        page.Words.ShouldContain($"处理第 {sequence} 号事件（commitment_praised）时出错");
        page.Words.ShouldContain("'commitment_praised' is not mapped");

        (await administrator.Send(page, "/admin/projections?handler=Retry", ("name", "Activity"), ("sequence", $"{sequence}"))).Location.ShouldBe("/admin/projections");
        (await administrator.Get("/admin/projections")).Words.ShouldContain($"已从第 {sequence} 号事件起重新处理");
        await StatusAsync(projection => projection.Pause is not null);

        await administrator.Send(page, "/admin/projections?handler=Skip", ("name", "Activity"), ("sequence", $"{sequence - 1}"));
        (await administrator.Get("/admin/projections")).Words.ShouldContain("未作改动");
        await administrator.Send(page, "/admin/projections?handler=Skip", ("name", "Activity"), ("sequence", $"{sequence}"));
        (await administrator.Get("/admin/projections")).Words.ShouldContain($"已跳过第 {sequence} 号事件");
        await StatusAsync(projection => projection.Pause is null && projection.Checkpoint >= sequence);
        (await health.GetStringAsync("/health", Ct)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_projection_that_stands_still_for_more_than_a_minute_is_told()
    {
        var clock = new LaterTime();
        await using var node = town.WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        var health = node.CreateClient();
        (await health.GetStringAsync("/health", Ct)).ShouldBe("Healthy");
        await using (var connection = await town.Store.OpenConnectionAsync(Ct))
        await using (var holding = await connection.BeginTransactionAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "lock table activity in access exclusive mode";
            await command.ExecuteNonQueryAsync(Ct);
            await town.Register("开展行政执法案卷评查");
            (await health.GetStringAsync("/health", Ct)).ShouldBe("Healthy");
            clock.Ahead = TimeSpan.FromSeconds(61);
            (await health.GetStringAsync("/health", Ct)).ShouldMatch(@"^Degraded\nprojections: Activity stands still at event \d+ of \d+(\n|$)"); // the scheduler complains of this clock too
        }
        await StatusAsync(projection => projection.Checkpoint >= projection.LastSequence);
        (await health.GetStringAsync("/health", Ct)).ShouldNotContain("projections");
    }

    sealed class LaterTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    [Fact]
    public async Task Only_an_administrator_sees_and_mends_projections()
    {
        var supervisor = await town.SignIn("supervisor");
        (await supervisor.Get("/admin/projections")).Status.ShouldBe(403);
        foreach (var handler in new[] { "Retry", "Skip" })
            (await supervisor.Send("/", $"/admin/projections?handler={handler}", ("name", "Activity"), ("sequence", "1"))).Status.ShouldBe(403);
    }

    /// <summary>Another program's event, of a type that this build does not know.</summary>
    async Task<long> AppendUnknownAsync()
    {
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            with stream as (insert into mt_streams (id, type, version) values (gen_random_uuid(), 'commitment', 1) returning id)
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            select nextval('mt_events_sequence'), gen_random_uuid(), id, 1, '{}', 'commitment_praised', now() from stream returning seq_id
            """;
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    async Task StatusAsync(Func<ProjectionStatus, bool> expected)
    {
        for (var since = Stopwatch.StartNew(); !expected((await town.Store.ProjectionStatusAsync(Ct)).Single(p => p.Name == "Activity"));)
        {
            since.Elapsed.ShouldBeLessThan(Soon);
            await Task.Delay(50, Ct);
        }
    }
}

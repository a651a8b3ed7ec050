using System.Diagnostics;

namespace Tracker.EventStore.Tests;

/// <summary>Two nodes in two processes: what happens to a projection when its owner dies, or falls asleep.</summary>
public sealed class OwnershipTests(PostgresFixture postgres) : StoreTests(postgres)
{
    const string OnlyUnix = "Processes are stopped by signals";
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    public static bool IsUnix => !OperatingSystem.IsWindows();

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Daemon.OwnershipInterval = TimeSpan.FromMilliseconds(100);
        options.Daemon.OwnerSilence = TimeSpan.FromSeconds(2);
    }

    [Fact]
    public async Task A_killed_process_is_replaced_within_seconds()
    {
        await using var owner = await OwningNodeAsync();
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);

        var since = Stopwatch.StartNew();
        await owner.KillAsync(Ct);
        await OpenAccountAsync();
        await daemon.WaitForCatchUpAsync(Soon, Ct);

        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        (await RowsAsync("select count(*), sum(version) from totals")).ShouldBe(["2|2"]);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = OnlyUnix)]
    public async Task A_frozen_process_that_keeps_its_connection_is_replaced_and_doubles_nothing_when_it_wakes()
    {
        await using var owner = await OwningNodeAsync();
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);

        owner.Freeze();
        var since = Stopwatch.StartNew();
        await OpenAccountAsync();
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));

        owner.Thaw();
        for (var i = 0; i < 20; i++)
        {
            await OpenAccountAsync();
            await Task.Delay(20, Ct);
        }
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        (await RowsAsync("select count(*), sum(version) from totals")).ShouldBe(["22|22"]);
        (await OwnersAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task An_owner_with_nothing_to_do_stays_the_owner()
    {
        await using var owner = Store.CreateDaemon();
        await owner.StartAsync(Ct);
        await OpenAccountAsync();
        await owner.WaitForCatchUpAsync(Soon, Ct);
        await using var rival = Open().CreateDaemon();
        await rival.StartAsync(Ct);

        // A machine that stands still for seconds makes an owner look frozen, and then it rightly loses: whoever has it then must keep it.
        for (var spell = 1; ; spell++)
        {
            var before = await OwnerAsync();
            await Task.Delay(TimeSpan.FromSeconds(5), Ct);
            if (await OwnerAsync() == before) return;
            spell.ShouldBeLessThan(5, "no owner kept it for five seconds in five spells");
        }
    }

    async Task<DaemonNode> OwningNodeAsync()
    {
        var node = await DaemonNode.StartAsync(ConnectionString, Schema, Ct);
        await OpenAccountAsync();
        var since = Stopwatch.StartNew();
        while ((await RowsAsync("select 1 from totals")) is [])
        {
            since.Elapsed.ShouldBeLessThan(Soon);
            await Task.Delay(20, Ct);
        }
        return node;
    }

    Task<IReadOnlyList<string>> OwnersAsync() => RowsAsync(
        $"select count(*) from pg_locks l join pg_stat_activity a using (pid) where locktype = 'advisory' and application_name = 'tracker daemon {Schema}'");

    async Task<string> OwnerAsync() => (await RowsAsync(
        $"select pid from pg_locks l join pg_stat_activity a using (pid) where locktype = 'advisory' and application_name = 'tracker daemon {Schema}'")).Single();
}

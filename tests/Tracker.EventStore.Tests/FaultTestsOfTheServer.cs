using System.Data.Common;
using System.Diagnostics;
using Tracker.Tests;

namespace Tracker.EventStore.Tests;

/// <summary>A server that dies, or has no more room: every acknowledged event is there, once.</summary>
public sealed class FaultTestsOfTheServer
{
    const string DiskFull = "53100";
    const int Writers = 8;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    [Fact]
    public async Task A_server_killed_during_appends_keeps_what_it_acknowledged()
    {
        await using var server = await MortalServer.StartAsync(TestServers.NewFolder("killed"), new Dictionary<string, string>(), Ct);
        await using var store = Open(server);
        var writers = new PersistentWriters(store, await AccountsAsync(store));
        await using var daemon = store.CreateDaemon();
        await daemon.StartAsync(Ct);

        using var running = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writing = writers.RunAsync(Writers, running.Token, Ct);
        for (var kill = 0; kill < 3; kill++)
        {
            await Task.Delay(600, Ct);
            await server.KillAsync(Ct);
            await server.StartAsync(Ct);
        }
        await Task.Delay(300, Ct);
        await running.CancelAsync();
        await writing;

        writers.Failures.Values.Sum().ShouldBeGreaterThan(Writers);
        writers.Acknowledged.ShouldBeGreaterThan(100);
        await daemon.StopAsync(Ct);
        await writers.ShouldBeStoredOnceAsync(store, Ct);
        TestContext.Current.SendDiagnosticMessage($"{writers.Acknowledged} acknowledged, {writers.Repeated} of them when repeated");
    }

    [Fact]
    public async Task A_server_killed_during_a_rebuild_keeps_the_old_rows_and_the_next_rebuild_is_whole()
    {
        await using var server = await MortalServer.StartAsync(TestServers.NewFolder("rebuilt"), new Dictionary<string, string>(), Ct);
        await using var store = Open(server);
        var writers = new PersistentWriters(store, await AccountsAsync(store));
        using (var running = CancellationTokenSource.CreateLinkedTokenSource(Ct))
        {
            running.CancelAfter(TimeSpan.FromSeconds(1));
            await writers.RunAsync(Writers, running.Token, Ct);
        }
        await writers.ShouldBeStoredOnceAsync(store, Ct);

        foreach (var projection in (string[])["Balances", "Totals"])
        {
            await using var before = Open(server);
            await Should.ThrowAsync<DbException>(() => before.RebuildAsync(projection, new Fatal(() => server.KillAsync(Ct).GetAwaiter().GetResult()), Ct));
            await server.StartAsync(Ct);
            await using var after = Open(server);
            await writers.ShouldBeStoredOnceAsync(after, Ct);
            await after.RebuildAsync(projection, null, Ct);
            await writers.ShouldBeStoredOnceAsync(after, Ct);
        }
    }

    [Fact(SkipUnless = nameof(IsRoot), Skip = "Only root can mount a small file system")]
    public async Task On_a_full_disk_appends_fail_clearly_and_go_on_when_there_is_room()
    {
        var disk = Directory.CreateDirectory(TestServers.NewFolder("full")).FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=256m,mode=755", "tmpfs", disk) == 0, "A tmpfs can't be mounted here");
        try
        {
            var settings = new Dictionary<string, string> { ["min_wal_size"] = "32MB", ["max_wal_size"] = "64MB" };
            await using var server = await MortalServer.StartAsync(Path.Combine(disk, "data"), settings, Ct);
            await using var store = Open(server);
            var writers = new PersistentWriters(store, await AccountsAsync(store), padding: 8_000);
            await using var daemon = store.CreateDaemon();
            await daemon.StartAsync(Ct);

            using var running = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var writing = writers.RunAsync(4, running.Token, Ct);
            await Task.Delay(300, Ct);
            var ballast = Path.Combine(disk, "ballast");
            var since = Stopwatch.StartNew();
            while (writers.Failures.GetValueOrDefault(DiskFull) < 10 && since.Elapsed < TimeSpan.FromSeconds(10))
            {
                await FillAsync(disk, ballast);
                await Task.Delay(50, Ct);
            }
            writers.Failures.ShouldContainKey(DiskFull);
            File.Delete(ballast);
            var before = writers.Acknowledged;
            if (await DiedAsync(store))
            {
                // The write-ahead log itself found no room: that server stops, and starts again when there is.
                await server.StartAsync(Ct);
            }
            await Task.Delay(500, Ct);
            await running.CancelAsync();
            await writing;

            writers.Acknowledged.ShouldBeGreaterThan(before);
            (await store.ProjectionStatusAsync(Ct)).ShouldAllBe(p => p.Pause == null, "a full disk is no fault of an event");
            await daemon.StopAsync(Ct);
            await writers.ShouldBeStoredOnceAsync(store, Ct);
        }
        finally
        {
            (await RunAsync("umount", disk)).ShouldBe(0);
            Directory.Delete(disk);
        }
    }

    static DocumentStore Open(MortalServer server) => DocumentStore.For($"{server.ConnectionString};Timeout=5", options =>
    {
        StoreTests.Configure(options, "tracker");
        options.Daemon.OwnershipInterval = TimeSpan.FromMilliseconds(100);
    });

    static async Task<Guid[]> AccountsAsync(DocumentStore store)
    {
        await store.MigrateAsync(Ct);
        Guid[] accounts = [.. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
        await using var session = store.OpenSession();
        foreach (var id in accounts)
        {
            session.StartStream<Account>(id, new AccountOpened("li"));
        }
        await session.SaveChangesAsync(Ct);
        return accounts;
    }

    /// <summary>Takes the room that is left.</summary>
    static async Task FillAsync(string disk, string ballast)
    {
        await using var file = new FileStream(ballast, FileMode.Append);
        var free = new DriveInfo(disk).AvailableFreeSpace;
        try
        {
            await file.WriteAsync(new byte[Math.Max(0, free)], Ct);
        }
        catch (IOException)
        {
            // A writer was quicker.
        }
    }

    static async Task<bool> DiedAsync(DocumentStore store)
    {
        try
        {
            await store.IsEmptyAsync(Ct);
            return false;
        }
        catch (DbException)
        {
            return true;
        }
    }

    static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Ct);
        return process.ExitCode;
    }

    sealed class Fatal(Action strike) : IProgress<RebuildProgress>
    {
        bool struck;

        public void Report(RebuildProgress value)
        {
            if (!struck)
            {
                struck = true;
                strike();
            }
        }
    }
}

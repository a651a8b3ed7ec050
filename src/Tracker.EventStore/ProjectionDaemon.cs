using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>
/// Runs the asynchronous projections: in the order of the events, none lost, each event's rows and the checkpoint in one
/// transaction. Start it on every node: each projection has one owner among them, replaced within seconds when it dies.
/// </summary>
public sealed class ProjectionDaemon : IAsyncDisposable
{
    // Between two looks: many commits make one look.
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    readonly DocumentStore store;
    readonly ILogger log;
    readonly Turnstile committed = new();
    readonly Turnstile risen = new();
    readonly NpgsqlDataSource connections;
    long safe;
    CancellationTokenSource? stopping;
    Task running = Task.CompletedTask;

    internal ProjectionDaemon(DocumentStore store)
    {
        this.store = store;
        log = store.Options.LoggerFactory.CreateLogger<ProjectionDaemon>();
        // Rows and checkpoint are one transaction: what a crash takes, it takes from both, and it is projected again.
        connections = store.Unpooled("daemon", settings: "-c synchronous_commit=off");
    }

    /// <summary>Starts, and returns at once: a database that is down is waited for.</summary>
    public Task StartAsync(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        if (stopping is null)
        {
            stopping = new();
            var token = stopping.Token;
            store.Commits.Raised += committed.Open;
            var runners = store.Options.Projections.Async.Select(p => new ProjectionRunner(store, p, this, connections, log));
            running = Task.WhenAll(
            [
                Task.Run(() => PersistAsync(WatchAsync, token), CancellationToken.None),
                Task.Run(() => PersistAsync(ListenAsync, token), CancellationToken.None),
                .. runners.Select(r => Task.Run(() => PersistAsync(r.RunAsync, token), CancellationToken.None)),
            ]);
        }
        return Task.CompletedTask;
    }

    /// <summary>Stops after the statement in flight, and gives up its projections to other nodes.</summary>
    public async Task StopAsync(CancellationToken ct = default)
    {
        // Taken in one step: a host may be stopped from two sides at once.
        if (Interlocked.Exchange(ref stopping, null) is { } taken)
        {
            store.Commits.Raised -= committed.Open;
            await taken.CancelAsync();
            await running.WaitAsync(ct);
            taken.Dispose();
        }
    }

    /// <summary>Waits until every projection, on whatever node, has dealt with all that was committed before this call.</summary>
    /// <exception cref="TimeoutException">The time is over.</exception>
    /// <exception cref="ProjectionPausedException">A projection stands still.</exception>
    public async Task WaitForCatchUpAsync(TimeSpan timeout, CancellationToken ct = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        IReadOnlyList<ProjectionStatus> status = [];
        try
        {
            var target = await HighWaterMark.SettleAsync(store, limit.Token);
            committed.Open();
            while ((status = await store.ProjectionStatusAsync(limit.Token)).FirstOrDefault(p => p.Checkpoint < target) is not null)
            {
                if (status.FirstOrDefault(p => p.Pause is not null) is { Pause: { } pause } stopped)
                {
                    throw new ProjectionPausedException(stopped.Name, pause);
                }
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Not caught up after {timeout}: {string.Join(", ", status.Select(p => $"{p.Name} at {p.Checkpoint}"))}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await connections.DisposeAsync();
    }

    /// <summary>The mark as this node knows it; 0 while it has no connection to look by.</summary>
    internal long SafeMark => Interlocked.Read(ref safe);

    /// <summary>Waits until the mark is above <paramref name="checkpoint"/>, and returns it.</summary>
    internal async Task<long> WaitAboveAsync(long checkpoint, CancellationToken ct)
    {
        for (; ; )
        {
            var next = risen.Next;
            if (SafeMark is var mark && mark > checkpoint)
            {
                return mark;
            }
            await next.WaitAsync(ct);
        }
    }

    async Task WatchAsync(CancellationToken ct)
    {
        var mark = new HighWaterMark(store);
        var longest = store.Options.Daemon.PollingInterval;
        try
        {
            await using var connection = await connections.OpenConnectionAsync(ct);
            for (var wait = Breath; ;)
            {
                var next = committed.Next;
                var before = mark.Safe;
                await mark.LookAsync(connection, ct);
                if (mark.Safe > before)
                {
                    Interlocked.Exchange(ref safe, mark.Safe);
                    risen.Open();
                }
                await Task.Delay(Breath, ct);
                // With a writer in flight look again soon, then less and less often: it may be a long transaction.
                wait = mark.Waiting && mark.Safe == before ? Min(wait * 2, longest) : Breath;
                await Turnstile.WaitAsync(next, mark.Waiting ? wait : longest, ct);
            }
        }
        finally
        {
            // The next connection may lead to a standby that has lost the last events, and will give their numbers anew.
            Interlocked.Exchange(ref safe, 0);
        }

        static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
    }

    async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await connections.OpenConnectionAsync(ct);
        connection.Notification += (_, _) => committed.Open();
        await using (var listen = connection.Command($"listen {store.Commits.Name}"))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }
        for (; ; )
        {
            await connection.WaitAsync(ct);
        }
    }

    /// <summary>Starts a loop again when its connection is lost, or the database isn't there yet.</summary>
    async Task PersistAsync(Func<CancellationToken, Task> loop, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await loop(ct);
            }
            catch (Exception e)
            {
                if (ct.IsCancellationRequested)
                {
                    return;
                }
                log.LogWarning(e, "A loop of the projection daemon begins again.");
                await Task.Delay(TimeSpan.FromMilliseconds(500), ct).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}

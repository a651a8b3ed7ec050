using System.Data.Common;
using System.Threading.Channels;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reads;

namespace Tracker.Web.Reads;

/// <summary>查阅记录 on their way to the table: taken in at once, written together once a second, and at the end to the last.</summary>
sealed class ReadAudit(DocumentStore store, InstallationClock clock, ILogger<ReadAudit> log) : BackgroundService
{
    const int MostAtOnce = 1000;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Without a bound: a record that is dropped in silence is worse than memory, and no page is served while the database is away.
    readonly Channel<ReadRow> waiting = Channel.CreateUnbounded<ReadRow>(new() { SingleReader = true });

    // A host can be told twice at once to stop; each row is written once all the same.
    readonly SemaphoreSlim writing = new(1);
    readonly List<ReadRow> batch = [];

    public void Note(Actor actor, ReadKind kind, string path, string? address) =>
        waiting.Writer.TryWrite(new(clock.Now.ToUniversalTime(), clock.Today, actor.Id, actor.Name, kind, path, address));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        // What came in during the last second, and what could not be written before.
        while (await Flush(cancellationToken)) { }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                try
                {
                    // Not given up half-way: what may have been stored would be stored again.
                    await Flush(CancellationToken.None);
                }
                catch (DbException away)
                {
                    log.LogError(away, "The records of reading could not be written; they are kept and tried again.");
                }
                await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync writes the rest.
        }
    }

    async Task<bool> Flush(CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var row)) batch.Add(row);
            if (batch.Count == 0) return false;
            await using var connection = await store.OpenConnectionAsync(ct);
            await ReadsTable.Add(connection, batch, ct);
            batch.Clear();
            return true;
        }
        finally
        {
            writing.Release();
        }
    }

    public override void Dispose()
    {
        writing.Dispose();
        base.Dispose();
    }
}

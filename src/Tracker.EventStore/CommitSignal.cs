using System.Threading.Channels;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Tells daemons that something was committed: those of this process at once, others by a NOTIFY.</summary>
/// <remarks>
/// NOTIFY inside a transaction makes commits queue behind one lock, so it is sent afterwards, on a connection of its own,
/// and once for many commits. A lost one does no harm: daemons poll.
/// </remarks>
sealed class CommitSignal(NpgsqlDataSource dataSource, string name) : IAsyncDisposable
{
    // What another node's daemon may lie behind more; this process's own are told at once.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource stopping = new();
    readonly Lock starting = new();
    Task? sender;

    /// <summary>The channel of LISTEN and NOTIFY.</summary>
    public string Name => name;

    /// <summary>Called in this process for every commit; must be quick.</summary>
    public event Action? Raised;

    public void Raise()
    {
        Raised?.Invoke();
        raised.Writer.TryWrite(true);
        if (sender is null)
        {
            lock (starting)
            {
                sender ??= Task.Run(SendAsync);
            }
        }
    }

    async Task SendAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(stopping.Token);
                while (await raised.Reader.WaitToReadAsync(stopping.Token))
                {
                    raised.Reader.TryRead(out _);
                    await using var notify = connection.Command("select pg_notify($1, '')", name);
                    await notify.ExecuteNonQueryAsync(stopping.Token);
                    await Task.Delay(Pause, stopping.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return; // disposed before
        }
        await stopping.CancelAsync();
        if (sender is not null)
        {
            await sender;
        }
        stopping.Dispose();
    }
}

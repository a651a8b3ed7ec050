namespace Tracker.EventStore;

/// <summary>A wake-up for waiters: each <see cref="Open"/> lets through all who wait now, and those who come next once.</summary>
sealed class Turnstile
{
    volatile TaskCompletionSource opened = New();

    /// <summary>Take this before looking, wait for it after: what happens in between is not missed.</summary>
    public Task Next => opened.Task;

    public void Open() => Interlocked.Exchange(ref opened, New()).TrySetResult();

    /// <summary>Waits for the wake-up taken earlier, or until the time is over.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var timer = Task.Delay(atMost, waiting.Token);
        await Task.WhenAny(next, timer);
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

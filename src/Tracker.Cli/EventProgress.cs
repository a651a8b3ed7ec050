using System.Diagnostics;

namespace Tracker.Cli;

/// <summary>A line on the error output, at most once a second: how many events so far, and how fast.</summary>
sealed class EventProgress(string what) : IProgress<long>
{
    readonly Stopwatch running = Stopwatch.StartNew();
    TimeSpan told;

    public void Report(long value)
    {
        if (running.Elapsed - told < TimeSpan.FromSeconds(1)) return;
        told = running.Elapsed;
        Console.Error.WriteLine($"{what} {value:N0} 个事件（每秒 {value / running.Elapsed.TotalSeconds:N0} 个）");
    }
}

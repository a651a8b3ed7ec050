namespace Tracker.EventStore.Tests;

/// <summary>Progress, told on the rebuild's own thread.</summary>
public sealed class Steps(Action<RebuildProgress> report) : IProgress<RebuildProgress>
{
    public Steps(List<RebuildProgress> steps) : this(steps.Add)
    {
    }

    public void Report(RebuildProgress value) => report(value);
}

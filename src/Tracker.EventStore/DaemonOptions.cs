namespace Tracker.EventStore;

/// <summary>How the daemon waits and retries. The defaults suit one to three nodes.</summary>
public sealed class DaemonOptions
{
    /// <summary>The longest time between two looks for new events when no wake-up arrives.</summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a node asks whether a projection has lost its owner, and a paused one whether it may go on.</summary>
    public TimeSpan OwnershipInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An owner that its server has heard nothing of for this long is taken for frozen, and replaced.</summary>
    /// <remarks>Longer than the longest pause of a healthy process; a projection's work on one page stays well below it.</remarks>
    public TimeSpan OwnerSilence { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Events read and projected in one transaction.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>Waits before an event that failed is tried again; after the last the projection pauses.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; set; } =
        [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];
}

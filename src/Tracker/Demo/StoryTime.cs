namespace Tracker.Demo;

/// <summary>The clock of the story: stands still at the step that is replayed.</summary>
public sealed class StoryTime(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}

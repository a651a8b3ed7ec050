namespace Tracker.Web.Shell;

/// <summary>One line of a history: when, who, the fact as a sentence, and what was said with it.</summary>
/// <param name="Anchor">The id by which a link leads to this line; null where none does.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, string Who, string Sentence, string? Note = null, TimelineMark Mark = TimelineMark.Plain, string? Anchor = null);

/// <summary>How a line stands out: a step of the work, an end of it, something that went wrong, or what the system did by itself.</summary>
public enum TimelineMark
{
    Plain,
    Done,
    Notice,
    System,
}

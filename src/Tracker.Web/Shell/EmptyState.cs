namespace Tracker.Web.Shell;

/// <summary>What a list says when it has nothing to show: why, and what to do next, as links in order.</summary>
public sealed record EmptyState(string Title, string Text, params IReadOnlyList<EmptyStep> Steps);

/// <summary>One step; without an address it is a sentence, not a link.</summary>
public sealed record EmptyStep(string Name, string Text, string? Href = null);

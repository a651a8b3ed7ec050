namespace Tracker;

/// <summary>There is no such thing, or the person's scope doesn't show it: the two are not told apart.</summary>
public sealed class NotFoundException(string message) : Exception(message);

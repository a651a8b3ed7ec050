namespace Tracker.Reports;

/// <summary>The figure that a target promises, so that what is reported later can be held against it.</summary>
/// <param name="Comparator">atLeast, atMost, equal, increase, decrease, full or bothDown, as in <see cref="Target.Comparator"/>.</param>
/// <param name="Number">In <paramref name="Unit"/>; 100 for full coverage.</param>
/// <param name="Unit">%, 次, 个 …; null where the target names none.</param>
public sealed record TargetFigure(string Comparator, decimal Number, string? Unit)
{
    /// <summary>Reads one target's wording.</summary>
    /// <param name="target">As in <see cref="Target.Title"/> or <see cref="Target.Text"/>; at most 120 characters are read.</param>
    /// <returns>Null where it promises no number (双下降, 降低发案率).</returns>
    public static TargetFigure? Of(string target)
    {
        var clause = Normalizer.Normalise(target).Value;
        if (clause.Length > TargetFinder.Longest || TargetFinder.Read(clause) is not { Comparator: { } comparator } read) return null;
        return comparator switch
        {
            "full" => new(comparator, 100, "%"),
            _ when read.Number is { } number => new(comparator, number, read.Unit),
            _ => null,
        };
    }

    /// <summary>Whether a reported number keeps the promise; of increase and decrease the number is the size of the change.</summary>
    public bool IsMetBy(decimal reported) => Comparator is "atMost" ? reported <= Number : reported >= Number;
}

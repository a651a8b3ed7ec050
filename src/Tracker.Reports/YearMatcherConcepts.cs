namespace Tracker.Reports;

/// <summary>
/// The matters of the field, each with the words that reports use for it: a problem of beds and doctors (千人病床数)
/// is answered by hospitals that were built (医院扩建), without a word in common.
/// </summary>
static class YearMatcherConcepts
{
    static readonly WordScanner words = new(EmbeddedLines.Read("YearMatcher.concepts.txt")
        .SelectMany((line, concept) => line[(line.IndexOf(':') + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => (word, concept))));

    /// <summary>Where a word of some matter stands, and the numbers of those matters.</summary>
    public static IEnumerable<(int Start, int End, IReadOnlyList<int> Meanings)> Find(string text) => words.All(text);
}

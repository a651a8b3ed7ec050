namespace Tracker.Reports;

/// <summary>
/// The matters of the field, each with the words that reports use for it: a problem of beds and doctors (千人病床数)
/// is answered by hospitals that were built (医院扩建), without a word in common.
/// </summary>
static class YearMatcherConcepts
{
    static readonly List<string> lines = [.. EmbeddedLines.Read("YearMatcher.concepts.txt")];

    /// <summary>Words that only look like one of the matters: 新能源 is no matter of energy supply.</summary>
    static readonly int none = lines.FindIndex(line => line.StartsWith("none:", StringComparison.Ordinal));

    static readonly WordScanner words = new(lines.SelectMany((line, concept) => line[(line.IndexOf(':') + 1)..]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => (word, concept))));

    public static bool Any(string text) => Find(text, 0, text.Length).Any(word => word.Meanings[0] != none);

    /// <summary>Where a word of some matter stands, and the numbers of those matters.</summary>
    public static IReadOnlyList<(int Start, int End, IReadOnlyList<int> Meanings)> Find(string text, int start, int end)
    {
        List<(int Start, int End, IReadOnlyList<int> Meanings)>? found = null;
        var misleads = false;
        foreach (var word in words.All(text, start, end))
        {
            (found ??= []).Add(word);
            misleads |= word.Meanings[0] == none;
        }
        if (found is null)
            return [];
        if (misleads)
        {
            var others = found.FindAll(word => word.Meanings[0] == none);
            found.RemoveAll(word => others.Exists(other => word.Start >= other.Start && word.End <= other.End));
        }
        return found;
    }
}

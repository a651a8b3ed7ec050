namespace Tracker.Reports;

/// <summary>Lines of a text file built into this assembly, without comments.</summary>
static class EmbeddedLines
{
    public static IEnumerable<string> Read(string name)
    {
        using var stream = typeof(EmbeddedLines).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}

/// <summary>Finds the words of a list in a text.</summary>
sealed class WordScanner
{
    readonly Dictionary<string, List<int>> meanings = [];
    readonly Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly Dictionary<char, int> longest = [];

    /// <param name="words">Each word with the number of what it stands for; a word may stand for several.</param>
    public WordScanner(IEnumerable<(string Word, int Meaning)> words)
    {
        foreach (var (word, meaning) in words)
        {
            if (!meanings.TryGetValue(word, out var list))
                meanings[word] = list = [];
            list.Add(meaning);
            longest[word[0]] = Math.Max(longest.GetValueOrDefault(word[0]), word.Length);
        }
        lookup = meanings.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Occurrences from left to right, the longest at each place, none overlapping another.</summary>
    public IEnumerable<(int Start, int End, IReadOnlyList<int> Meanings)> Longest(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (LongestAt(text, i, out var found) is var length and > 0)
            {
                yield return (i, i + length, found);
                i += length - 1;
            }
    }

    /// <summary>Every occurrence, whether or not it lies in another.</summary>
    public IEnumerable<(int Start, int End, IReadOnlyList<int> Meanings)> All(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
            for (var length = Math.Min(longest.GetValueOrDefault(text[i]), end - i); length > 0; length--)
                if (lookup.TryGetValue(text.AsSpan(i, length), out var found))
                    yield return (i, i + length, found);
    }

    int LongestAt(string text, int i, out List<int> found)
    {
        for (var length = Math.Min(longest.GetValueOrDefault(text[i]), text.Length - i); length > 0; length--)
            if (lookup.TryGetValue(text.AsSpan(i, length), out found!))
                return length;
        found = [];
        return 0;
    }
}

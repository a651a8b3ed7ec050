namespace Tracker.Reports;

/// <summary>A piece of wording that can be looked for: two or three Chinese characters, or a word in Latin letters.</summary>
/// <param name="Size">2 or 3 characters; 1 for a whole word in Latin letters (BIM, 5G, LNG) or a numbered name.</param>
readonly record struct YearGram(long Key, int Start, int Size);

static class YearMatcherGrams
{
    public static IEnumerable<YearGram> Of(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (IsWordLetter(text[i]))
            {
                var to = i;
                var letters = false;
                for (; to < end && (IsWordLetter(text[to]) || text[to] is '.'); to++)
                    letters |= char.IsAsciiLetter(text[to]);
                // 13号线 and 107国道 are names
                if (!letters && to + 1 < end && (text[to] is '号' || text[to] is '国' or '省' && text[to + 1] is '道'))
                    (letters, to) = (true, to + 1);
                if (letters)
                    yield return new(Word(text.AsSpan(i, to - i)), i, 1);
                i = to - 1;
                continue;
            }
            if (i + 1 >= end || !Normalizer.IsChinese(text[i]) || !Normalizer.IsChinese(text[i + 1]))
                continue;
            yield return new(Pair(text, i), i, 2);
            if (i + 2 < end && Normalizer.IsChinese(text[i + 2]))
                yield return new(Triple(text, i), i, 3);
        }
    }

    public static long Pair(string text, int at) => YearMatcherWeights.Pair(text[at], text[at + 1]);

    public static long Triple(string text, int at) => (long)text[at] << 32 | Pair(text, at + 1) & 0xffffffffL;

    static bool IsWordLetter(char c) => char.IsAsciiLetterOrDigit(c);

    static long Word(ReadOnlySpan<char> word)
    {
        var hash = 1469598103934665603L;
        foreach (var c in word)
            hash = unchecked((hash ^ char.ToUpperInvariant(c)) * 1099511628211L);
        return hash | long.MinValue;
    }
}

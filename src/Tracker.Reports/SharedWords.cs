namespace Tracker.Reports;

/// <summary>Which words of one text stand in another too, so that eyes find what two passages have in common.</summary>
public static class SharedWords
{
    /// <returns>Stretches of <paramref name="text"/> in UTF-16 units, end exclusive: two characters and longer, no stock phrases (进一步, 推进) and no figures, whose parts mean nothing.</returns>
    public static IReadOnlyList<(int Start, int End)> In(string text, string other)
    {
        var pairs = new HashSet<int>();
        for (var i = 0; i + 1 < other.Length; i++)
            pairs.Add(other[i] << 16 | other[i + 1]);
        var (stock, found) = (StockPhrases.Mark(text), new List<(int Start, int End)>());
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (stock[i] || stock[i + 1] || !char.IsLetter(text[i]) || !char.IsLetter(text[i + 1]) || !pairs.Contains(text[i] << 16 | text[i + 1]))
                continue;
            if (found.Count > 0 && found[^1].End > i)
                found[^1] = (found[^1].Start, i + 2);
            else
                found.Add((i, i + 2));
        }
        return found;
    }
}

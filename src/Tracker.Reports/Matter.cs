namespace Tracker.Reports;

/// <summary>What a wording speaks of: its telling pairs of characters and the matters of the field; not how it speaks of them: stock phrases, and what is wanting.</summary>
sealed class Matter
{
    readonly List<(long Key, float Weight, int[] Concepts)> grams = [];
    readonly HashSet<long> keys = [];
    readonly HashSet<int> concepts = [];

    public static Matter Of(string wording)
    {
        var text = Normalizer.Normalise(wording).Value;
        var found = YearMatcherConcepts.Find(text, 0, text.Length);
        var stock = StockPhrases.Mark(text);
        LackCues.Mark(text, stock);
        // A stock phrase inside a word of the field is none: 规范 in 规范性文件.
        foreach (var (start, end, _) in found)
            stock.AsSpan(start, end - start).Clear();
        var matter = new Matter();
        foreach (var gram in YearMatcherGrams.Of(text, 0, text.Length).Where(g => g.Size < 3))
        {
            if (stock.AsSpan(gram.Start, gram.Size).Contains(true))
                continue;
            var weight = gram.Size == 1 ? 1 : YearMatcherWeights.Of((int)gram.Key);
            var covering = found.Where(word => word.Start <= gram.Start && word.End >= gram.Start + gram.Size).SelectMany(word => word.Meanings).Distinct().ToArray();
            matter.grams.Add((gram.Key, weight, covering));
            matter.keys.Add(gram.Key);
        }
        matter.concepts.UnionWith(found.SelectMany(word => word.Meanings));
        return matter;
    }

    /// <summary>How much of this is spoken of in <paramref name="other"/> too: 0 to 1; 0 for a wording of stock phrases alone.</summary>
    public double In(Matter other)
    {
        var (all, met) = (0f, 0f);
        foreach (var (key, weight, meanings) in grams)
        {
            all += weight;
            if (other.keys.Contains(key) || meanings.Any(other.concepts.Contains))
                met += weight;
        }
        return all == 0 ? 0 : met / all;
    }
}

namespace Tracker.Reports;

/// <summary>One pair of characters (or one Latin word) of an undertaking, with how telling it is.</summary>
/// <param name="Before">The three characters that end with this pair, 0 where its term begins here.</param>
/// <param name="After">The three characters that begin with this pair, 0 where its term ends here.</param>
/// <param name="Part">Which part of the undertaking it belongs to.</param>
/// <param name="Concepts">Numbers of the matters whose words cover it.</param>
readonly record struct WordingUnit(long Key, long Before, long After, float Weight, int Part, IReadOnlyList<int> Concepts);

/// <summary>An undertaking's wording without its stock phrases, cut into weighted pieces and into parts.</summary>
sealed class YearMatcherWording
{
    const float LearnedShare = 0.55f;

    YearMatcherWording(string text, IReadOnlyList<WordingUnit> units, IReadOnlyList<(int Start, int End)> parts, float[] partWeights)
    {
        (Text, Units, Parts, PartWeights, Total) = (text, units, parts, partWeights, partWeights.Sum());
    }

    public string Text { get; }
    public IReadOnlyList<WordingUnit> Units { get; }

    /// <summary>Between commas and enumeration marks: 新建中小学教育集团2个、幼教集团15个 has two.</summary>
    public IReadOnlyList<(int Start, int End)> Parts { get; }
    public float[] PartWeights { get; }
    public float Total { get; }

    public static YearMatcherWording Of(string wording, YearMatcherIndex later)
    {
        var text = Normalizer.Normalise(wording).Value;
        var concepts = YearMatcherConcepts.Find(text).ToList();
        var stock = StockPhrases.Mark(text);
        foreach (var (start, end, _) in concepts)
            Spare(stock, start, end);
        var parts = Cut(text);
        var partOf = new int[text.Length];
        for (var part = 0; part < parts.Count; part++)
            partOf.AsSpan(parts[part].Start, parts[part].End - parts[part].Start).Fill(part);
        var units = new List<WordingUnit>();
        var weights = new float[parts.Count];
        foreach (var gram in YearMatcherGrams.Of(text, 0, text.Length))
        {
            if (gram.Size == 3 || stock[gram.Start] || gram.Size == 2 && stock[gram.Start + 1])
                continue;
            var (at, end) = (gram.Start, gram.Start + gram.Size);
            var weight = Weight(gram, later);
            var covering = concepts.Where(word => gram.Size == 2 && word.Start <= at && word.End >= end)
                .SelectMany(word => word.Meanings).Distinct().ToList();
            units.Add(new(gram.Key,
                gram.Size == 2 && at > 0 && !stock[at - 1] && Normalizer.IsChinese(text[at - 1]) ? YearMatcherGrams.Triple(text, at - 1) : 0,
                gram.Size == 2 && end < text.Length && !stock[end] && Normalizer.IsChinese(text[end]) ? YearMatcherGrams.Triple(text, at) : 0,
                weight, partOf[at], covering));
            weights[partOf[at]] += weight;
        }
        return new(text, units, parts, weights);
    }

    /// <summary>A stock phrase inside a longer word of the field is none: 规范 in 规范性文件.</summary>
    static void Spare(bool[] stock, int start, int end)
    {
        if (stock.AsSpan(start, end - start).Contains(false))
            stock.AsSpan(start, end - start).Clear();
    }

    static float Weight(YearGram gram, YearMatcherIndex later)
    {
        var rarity = later.Rarity(later.With(gram.Key).Count);
        return gram.Size == 1 ? 0.5f + rarity / 2 : LearnedShare * YearMatcherWeights.Of((int)gram.Key) + (1 - LearnedShare) * rarity;
    }

    static List<(int Start, int End)> Cut(string text)
    {
        var parts = new List<(int, int)>();
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || text[i] is ',' or ';' or '、' or '。' or '\n' or ':')
            {
                if (i > from)
                    parts.Add((from, i));
                from = i + 1;
            }
        return parts;
    }
}

namespace Tracker.Reports;

/// <summary>One pair of characters (or one Latin word) of an undertaking, with how telling it is.</summary>
/// <param name="Before">The three characters that end with this pair, 0 where its term begins here.</param>
/// <param name="After">The three characters that begin with this pair, 0 where its term ends here.</param>
/// <param name="Part">Which part of the undertaking it belongs to.</param>
/// <param name="Term">Which uninterrupted run of telling characters it belongs to.</param>
/// <param name="Concepts">Numbers of the matters whose words cover it.</param>
readonly record struct WordingUnit(
    long Key, long Before, long After, float Weight, int Part, int Term, bool IsOrnament, IReadOnlyList<int> Concepts);

/// <summary>An undertaking's wording without its stock phrases, cut into weighted pieces and into parts.</summary>
sealed class YearMatcherWording
{
    const float LearnedShare = 0.55f, Seam = 0.25f, SmallPart = 1.1f, Example = 0.5f;

    YearMatcherWording(string text, WordingUnit[] units, IReadOnlyList<(int Start, int End)> parts, float[] partWeights)
    {
        (Text, Units, Parts, PartWeights, Total) = (text, units, parts, partWeights, partWeights.Sum());
        Ornaments = [.. parts.Select((_, part) => units.Any(unit => unit.Part == part) && units.All(unit => unit.Part != part || unit.IsOrnament))];
    }

    public string Text { get; }
    public WordingUnit[] Units { get; }

    /// <summary>Between commas and enumeration marks: 新建中小学教育集团2个、幼教集团15个 has two.</summary>
    public IReadOnlyList<(int Start, int End)> Parts { get; }
    public float[] PartWeights { get; }
    public float Total { get; }

    /// <summary>True for a part that only describes what follows it: 符合新型工业化、现代化产业需求的厂房.</summary>
    public bool[] Ornaments { get; }
    public IReadOnlyList<YearFigure> Figures => field ??= YearFigure.Find(Text, 0, Text.Length);

    public IEnumerable<int> ConceptsOf(int term) =>
        Units.Where(unit => unit.Term == term).SelectMany(unit => unit.Concepts).Distinct();

    public static YearMatcherWording Of(string wording, ItemKind kind, YearMatcherIndex later)
    {
        var text = Normalizer.Normalise(wording).Value;
        var concepts = YearMatcherConcepts.Find(text, 0, text.Length);
        var stock = StockPhrases.Mark(text);
        foreach (var (start, end, _) in concepts)
            Spare(stock, start, end);
        foreach (var figure in YearFigure.Find(text, 0, text.Length))
            stock.AsSpan(figure.Start, figure.End - figure.Start).Fill(true);
        var parts = Cut(text, kind, stock);
        var partOf = new int[text.Length];
        for (var part = 0; part < parts.Count; part++)
            partOf.AsSpan(parts[part].Start, parts[part].End - parts[part].Start).Fill(part);
        var kept = YearMatcherGrams.Of(text, 0, text.Length)
            .Where(gram => gram.Size < 3 && !stock.AsSpan(gram.Start, gram.Size).Contains(true)).ToList();
        var seen = kept.ConvertAll(gram => IsSeen(gram, later));
        var units = new List<WordingUnit>();
        var weights = new float[parts.Count];
        var term = 0;
        for (var i = 0; i < kept.Count; i++)
        {
            var gram = kept[i];
            var (at, end) = (gram.Start, gram.Start + gram.Size);
            var (joined, goesOn) = (i > 0 && Follow(kept[i - 1], gram), i + 1 < kept.Count && Follow(gram, kept[i + 1]));
            var standing = Standing(text, parts[partOf[at]], at, kind, stock);
            var weight = Weight(gram, later) * standing;
            // a pair met nowhere between two that are known is where two words touch, and tells nothing
            if (!seen[i] && (joined || goesOn) && (!joined || seen[i - 1]) && (!goesOn || seen[i + 1]))
                weight *= Seam;
            if (!joined)
                term++;
            var covering = concepts.Where(word => gram.Size == 2 && word.Start <= at && word.End >= end)
                .SelectMany(word => word.Meanings).Distinct().ToList();
            units.Add(new(gram.Key, joined ? YearMatcherGrams.Triple(text, at - 1) : 0, goesOn ? YearMatcherGrams.Triple(text, at) : 0,
                weight, partOf[at], term, standing < 1, covering));
            weights[partOf[at]] += weight;
        }
        return Join(text, units, parts, weights, kind is ItemKind.Plan ? SmallPart : SmallPart / 4);
    }

    /// <summary>A part that says next to nothing (全国首批、) belongs to the one after it.</summary>
    static YearMatcherWording Join(
        string text, List<WordingUnit> units, List<(int Start, int End)> parts, float[] weights, float small)
    {
        var target = new int[parts.Count];
        var (joined, sums) = (new List<(int Start, int End)>(), new List<float>());
        for (var part = 0; part < parts.Count; part++)
        {
            if (joined.Count > 0 && (sums[^1] < small || weights[part] < small / 2))
            {
                joined[^1] = (joined[^1].Start, parts[part].End);
                sums[^1] += weights[part];
            }
            else
            {
                joined.Add(parts[part]);
                sums.Add(weights[part]);
            }
            target[part] = joined.Count - 1;
        }
        return new(text, [.. units.Select(unit => unit with { Part = target[unit.Part] })], joined, [.. sums]);
    }

    static bool Follow(YearGram first, YearGram second) => first.Size == 2 && second.Size == 2 && second.Start == first.Start + 1;

    static bool IsSeen(YearGram gram, YearMatcherIndex later) =>
        gram.Size == 1 || YearMatcherWeights.Of((int)gram.Key) < 1 || later.IsReviewed(gram.Key);

    /// <summary>A name in quotation marks is the matter itself; what follows 等 is only its class, what precedes 的 its ornament.</summary>
    static float Standing(string text, (int Start, int End) part, int at, ItemKind kind, bool[] stock)
    {
        var opened = text.LastIndexOfAny(['“', '”', '《', '》'], at);
        if (opened >= part.Start && text[opened] is '“' or '《')
            return 1.4f;
        var etc = kind is ItemKind.Plan ? text.IndexOf('等', part.Start, part.End - part.Start) : -1;
        // 金联路等25条断头路: what is counted is promised, and what was named stands for an example.
        if (etc > part.Start && etc + 1 < part.End && char.IsAsciiDigit(text[etc + 1]))
            return at > etc ? 1 : Example;
        if (etc > part.Start && at > etc)
            return 0.4f;
        var rest = text.AsSpan(at);
        rest = rest[..(rest.IndexOfAny(',', ';', '。') is var stop and >= 0 ? stop : rest.Length)];
        var ornament = rest.LastIndexOf('的');
        return ornament < 0 || stock.AsSpan(at + ornament, rest.Length - ornament).Count(false) < 2 ? 1 : kind is ItemKind.Plan ? 0.6f : 0.35f;
    }

    /// <summary>A stock phrase inside a longer word of the field is none: 规范 in 规范性文件.</summary>
    static void Spare(bool[] stock, int start, int end)
    {
        if (stock.AsSpan(start, end - start).Contains(false))
            stock.AsSpan(start, end - start).Clear();
    }

    static float Weight(YearGram gram, YearMatcherIndex later)
    {
        var rarity = later.Rarity(later.With(gram.Key).Length);
        return gram.Size == 1 ? 0.5f + rarity / 2 : LearnedShare * YearMatcherWeights.Of((int)gram.Key) + (1 - LearnedShare) * rarity;
    }

    static List<(int Start, int End)> Cut(string text, ItemKind kind, bool[] stock)
    {
        var parts = new List<(int, int)>();
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || text[i] is ',' or ';' or '、' or '。' or '\n' or ':'
                || kind is ItemKind.Problem && stock[i] && text[i] is '和' or '与' or '及')
            {
                if (i > from)
                    parts.Add((from, i));
                from = i + 1;
            }
        return parts;
    }
}

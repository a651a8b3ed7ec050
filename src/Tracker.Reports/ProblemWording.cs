using System.Runtime.InteropServices;

namespace Tracker.Reports;

/// <summary>A way of wording a problem, cut into telling pieces, with all problems that are worded so.</summary>
sealed class ProblemWording
{
    /// <summary>A matter tells somewhat more than a pair of characters that no report is known to have.</summary>
    const float Matter = 1.2f;

    /// <summary>A pair met nowhere between two that are known is where two words touch, and tells next to nothing.</summary>
    const float Seam = 0.25f;

    /// <summary>Keeps two wordings that hold hardly anything (薄弱环节) from being alike in that little.</summary>
    const float Damping = 0.2f;

    /// <summary>A piece counts in full where one problem in so many has it; in a small collection nothing can be so rare.</summary>
    const double Rare = 1000, Smallest = 50;

    /// <summary>Set apart from every pair of characters, whose upper bits are all 0 or all 1, and from every Latin word.</summary>
    const long MatterKey = 1L << 40;

    /// <summary>A word of each matter that is none of a problem: towns, villages, in time, settled, finished, started, full, newly listed.</summary>
    const string Asides = "乡镇 行政村 按期 办结 建成 开工 全覆盖 跻身";

    /// <summary>Where something stands and how far it is tell nothing of which problem it is.</summary>
    static readonly HashSet<int> asides = [.. YearMatcherConcepts.Find(Asides, 0, Asides.Length).SelectMany(word => word.Meanings)];

    readonly Dictionary<int, float> weights = [];

    ProblemWording(string text) => Text = text;

    /// <summary>Normalised.</summary>
    public string Text { get; }

    /// <summary>By organisation and year.</summary>
    public List<NamedProblem> Problems { get; } = [];

    public ProblemVector Vector { get; private set; }

    /// <summary>Where its telling pairs and Latin words stand in the text, with their numbers; not where only two words touch.</summary>
    public List<(int Start, int End, int Piece)> Pairs { get; } = [];

    /// <summary>Where words of the matters of the field stand in the text, with their numbers.</summary>
    public List<(int Start, int End, int Piece)> Matters { get; } = [];

    public static readonly Comparer<NamedProblem> ByPlace = Comparer<NamedProblem>.Create((a, b) =>
        string.CompareOrdinal(a.Organization, b.Organization) is var organization and not 0 ? organization
        : a.Year.CompareTo(b.Year) is var year and not 0 ? year
        : string.CompareOrdinal(a.Text, b.Text) is var text and not 0 ? text
        : a.Id.CompareTo(b.Id));

    /// <summary>Those that hold anything telling. Wordings that differ in stock phrases only are one.</summary>
    public static IReadOnlyList<ProblemWording> Of(IReadOnlyList<NamedProblem> problems)
    {
        var numbers = new Dictionary<long, int>();
        var (wordings, known) = (new List<ProblemWording>(), new Dictionary<string, ProblemWording>(StringComparer.Ordinal));
        foreach (var problem in problems.Order(ByPlace))
        {
            var text = Normalizer.Normalise(problem.Text).Value;
            if (!known.TryGetValue(text, out var wording))
            {
                wording = Cut(text, numbers);
                if (known.TryGetValue(wording.Signature, out var same))
                    wording = same;
                else
                    wordings.Add(wording);
                known[text] = known[wording.Signature] = wording;
            }
            wording.Problems.Add(problem);
        }
        var having = new int[numbers.Count];
        foreach (var wording in wordings)
            foreach (var piece in wording.weights.Keys)
                having[piece] += wording.Problems.Count;
        wordings.RemoveAll(wording => wording.weights.Count == 0);
        foreach (var wording in wordings)
            wording.Weigh(having, Math.Max(problems.Count, Smallest));
        return wordings;
    }

    /// <summary>What is left without stock phrases, where that is enough to tell a problem by; else the text itself.</summary>
    string Signature => weights.Values.Sum(weight => weight * weight) < 1 ? Text
        : string.Create(weights.Count * 2, weights.Keys.Order().ToArray(), (key, pieces) => MemoryMarshal.Cast<int, char>(pieces).CopyTo(key));

    void Weigh(int[] having, double all)
    {
        foreach (var piece in weights.Keys)
            weights[piece] *= (float)Math.Min(1, Math.Log(all / having[piece]) / Math.Log(Rare));
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight) + Damping);
        Vector = ProblemVector.From(weights, (float)(1 / length));
    }

    static ProblemWording Cut(string text, Dictionary<long, int> numbers)
    {
        var wording = new ProblemWording(text);
        var matters = YearMatcherConcepts.Find(text, 0, text.Length);
        var stock = StockPhrases.Mark(text);
        // a stock phrase inside a longer word of the field is none: 规范 in 规范性文件
        foreach (var (start, end, _) in matters)
            if (stock.AsSpan(start, end - start).Contains(false))
                stock.AsSpan(start, end - start).Clear();
        foreach (var figure in YearFigure.Find(text, 0, text.Length))
            stock.AsSpan(figure.Start, figure.End - figure.Start).Fill(true);

        var kept = YearMatcherGrams.Of(text, 0, text.Length)
            .Where(gram => gram.Size < 3 && !stock.AsSpan(gram.Start, gram.Size).Contains(true)).ToList();
        for (var i = 0; i < kept.Count; i++)
        {
            var piece = Number(kept[i].Key);
            var weight = wording.weights[piece] = Weight(kept, i);
            if (weight != Seam)
                wording.Pairs.Add((kept[i].Start, kept[i].Size == 1 ? WordEnd(text, kept[i].Start) : kept[i].Start + 2, piece));
        }
        foreach (var (start, end, meanings) in matters)
            if (!stock[start])
                foreach (var meaning in meanings.Where(meaning => !asides.Contains(meaning)))
                {
                    var piece = Number(MatterKey | (long)meaning);
                    wording.weights[piece] = Matter;
                    wording.Matters.Add((start, end, piece));
                }
        return wording;

        int Number(long key)
        {
            if (!numbers.TryGetValue(key, out var number))
                numbers[key] = number = numbers.Count;
            return number;
        }
    }

    static int WordEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
            at++;
        return at;
    }

    static float Weight(List<YearGram> kept, int i)
    {
        if (IsKnown(i))
            return kept[i].Size == 1 ? 1 : YearMatcherWeights.Of((int)kept[i].Key);
        var (joined, goesOn) = (i > 0 && Follow(i - 1), i + 1 < kept.Count && Follow(i));
        return (joined || goesOn) && (!joined || IsKnown(i - 1)) && (!goesOn || IsKnown(i + 1)) ? Seam : 1;

        bool IsKnown(int at) => kept[at].Size == 1 || YearMatcherWeights.Of((int)kept[at].Key) < 1;
        bool Follow(int at) => kept[at].Size == 2 && kept[at + 1].Size == 2 && kept[at + 1].Start == kept[at].Start + 1;
    }
}

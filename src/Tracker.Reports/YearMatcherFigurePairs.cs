namespace Tracker.Reports;

/// <summary>A promised figure and the figure reported for the same thing, if any.</summary>
readonly record struct FigurePair(YearFigure Promised, YearFigure? Reported, bool Kept);

static class YearFigures
{
    const float SameUnit = 0.2f;

    /// <summary>Finds for each figure of the wording the one that answers it.</summary>
    public static IReadOnlyList<FigurePair> Compare(
        YearMatcherWording wording, IReadOnlyList<YearCandidate> evidence, YearMatcherIndex later)
    {
        var pairs = new List<FigurePair>();
        var used = new HashSet<int>();
        foreach (var promised in wording.Figures)
        {
            if (promised.Unit.Length == 0)
                continue;
            YearFigure? best = null;
            var nearest = 0.25f + SameUnit / 2;
            foreach (var candidate in evidence)
                foreach (var reported in later.FiguresOf(candidate.Sentence))
                    if (promised.Comparable(reported) && !used.Contains(reported.Start)
                        && Likeness(wording.Text, promised, later.Text.Value, reported) is var shared
                        && (shared > nearest - SameUnit && promised.Unit == reported.Unit ? shared + SameUnit : shared) is var likeness
                        && (likeness > nearest || best is null && IsOnlyRate(promised, candidate, later)))
                        (best, nearest) = (reported, likeness);
            if (best is { } taken)
                used.Add(taken.Start);
            pairs.Add(new(promised, best, best is { } figure && promised.KeptBy(figure)));
        }
        return pairs;
    }

    /// <summary>The one percentage of a passage that answers a promised rate needs no words in common: 占总数的86.7%.</summary>
    static bool IsOnlyRate(YearFigure promised, YearCandidate candidate, YearMatcherIndex later) =>
        promised.Unit == "%" && later.FiguresOf(candidate.Sentence)
            .Count(figure => figure.Unit == "%" && figure.Start >= candidate.Start && figure.End <= candidate.End) == 1;

    /// <summary>Share of the pairs of characters around the promised figure that stand around the reported one too.</summary>
    static float Likeness(string ours, YearFigure promised, string theirs, YearFigure reported)
    {
        if (promised.IsSame(reported))
            return 1.1f;
        var around = Around(ours, promised);
        var there = Around(theirs, reported);
        var shared = around.Count == 0 ? 1
            : around.Where(there.Contains).Sum(YearMatcherWeights.Of) / around.Sum(YearMatcherWeights.Of);
        return Math.Max(shared, SameMatter(ours, promised, theirs, reported) ? 0.3f : 0);
    }

    static bool SameMatter(string ours, YearFigure promised, string theirs, YearFigure reported)
    {
        var (start, end) = Clause(ours, promised);
        var (from, to) = Clause(theirs, reported);
        var matters = YearMatcherConcepts.Find(ours, start, end).SelectMany(word => word.Meanings).ToHashSet();
        return YearMatcherConcepts.Find(theirs, from, to).Any(word => word.Meanings.Any(matters.Contains));
    }

    static (int Start, int End) Clause(string text, YearFigure figure)
    {
        var (start, end) = (figure.Start, figure.End);
        while (start > 0 && text[start - 1] is not (',' or ';' or '。' or '\n'))
            start--;
        while (end < text.Length && text[end] is not (',' or ';' or '。' or '\n'))
            end++;
        return (start, end);
    }

    static HashSet<int> Around(string text, YearFigure figure)
    {
        var (start, end) = (figure.Start, figure.End);
        while (start > 0 && text[start - 1] is not (',' or ';' or '。' or '、' or '\n'))
            start--;
        while (end < text.Length && text[end] is not (',' or ';' or '。' or '、' or '\n'))
            end++;
        return [.. YearMatcherWeights.Pairs(text, start, figure.Start), .. YearMatcherWeights.Pairs(text, figure.End, end)];
    }
}

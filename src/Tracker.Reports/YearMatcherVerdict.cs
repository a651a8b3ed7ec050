using System.Buffers;

namespace Tracker.Reports;

/// <summary>Weighs what was found into a verdict with its reason.</summary>
static class YearMatcherVerdict
{
    // Chosen on eight pairs of reports read by hand: more is found down to here, and no more is shown wrongly.
    const float PlanFloor = 0.38f, ProblemFloor = 0.36f, RestatedFloor = 0.6f, RecurringFloor = 0.4f;
    const float PartFloor = 0.4f, FigureFloor = 0.75f;
    static readonly SearchValues<string> finished = SearchValues.Create(
        ["建成", "投用", "竣工", "完工", "通车", "投产", "启用", "投运", "投入使用", "完成", "上线", "开通"], StringComparison.Ordinal);
    static readonly SearchValues<string> begun = SearchValues.Create(
        ["开工", "动工", "启动", "推进", "加快", "封顶", "选址", "谋划"], StringComparison.Ordinal);
    const int Shown = 3;
    const float Doubtful = 0.45f, Clearer = 0.3f, FarClearer = 0.45f, StillPlanned = 0.8f;

    public static YearAnswer Of(
        Undertaking undertaking, YearMatcherWording wording, IReadOnlyList<YearCandidate> found, YearMatcherIndex later)
    {
        var problem = undertaking.Kind is ItemKind.Problem;
        var floor = problem ? ProblemFloor : PlanFloor;
        var evidence = Choose(found.Where(c => c.Role is SentenceRole.Review && c.Score >= floor), wording.Parts.Count);
        var restated = found.Where(c => c.Role is not SentenceRole.Review && c.Score >= RestatedFloor).Take(Shown).ToList();
        // where the very thing stands in the plan again, what only touches its matter in the review is another thing
        if (!problem && restated.Count > 0)
            evidence.RemoveAll(c => restated[0].Score > c.Score + (c.Literal < Doubtful ? Clearer : FarClearer));
        var again = found.Where(c => c.Role is SentenceRole.Problem && c.Score >= RecurringFloor).Take(Shown).ToList();
        var recurring = problem && again.Count > 0;
        if (recurring && !restated.Any(c => c.Sentence == again[0].Sentence))
            restated = [again[0], .. restated.Take(Shown - 1)];
        var planned = restated.Any(c => c.Score > StillPlanned);
        var figures = problem ? [] : YearFigures.Compare(wording, evidence, later);
        var verdict = evidence.Count == 0 ? (restated.Count > 0 ? YearVerdict.RestatedOnly : YearVerdict.NotMentioned)
            : (problem ? recurring || planned : Short(wording, evidence, figures, later)) ? YearVerdict.Partly : YearVerdict.Answered;
        return new(undertaking.Id, verdict, YearMatcherReason.Of(verdict, problem, recurring, figures), recurring,
            [.. evidence.Select(c => Passage(c, later))], [.. restated.Select(c => Passage(c, later))])
        {
            NamedAgain = recurring ? [.. again.Select(c => Passage(c, later))] : [],
        };
    }

    static bool Short(
        YearMatcherWording wording, List<YearCandidate> evidence, IReadOnlyList<FigurePair> figures, YearMatcherIndex later)
    {
        if (figures.Any(figure => figure.Reported is not null && !figure.Kept))
            return true;
        if (Stage(wording.Text) is Stages.Done && evidence.All(c => Stage(later.Text.Value.AsSpan(c.Start, c.End - c.Start)) is Stages.Begun))
            return true;
        for (var part = 0; part < wording.Parts.Count; part++)
        {
            var (start, end) = wording.Parts[part];
            var told = evidence.Max(c => c.Parts[part]);
            var own = figures.Where(figure => figure.Promised.Start >= start && figure.Promised.End <= end).ToList();
            if (own.Any(figure => figure.Reported is null) && figures.Any(figure => figure.Reported is not null) && told < FigureFloor)
                return true;
            if (own.Any(figure => figure.Kept) || own.Count == 0 && figures.Any(figure => figure.Kept))
                continue;
            if (wording.PartWeights[part] > wording.Total * 0.2f && told < PartFloor)
                return true;
        }
        return false;
    }

    enum Stages { Unsaid, Begun, Done }

    /// <summary>How far something is: what was to be finished and was begun is answered in part.</summary>
    static Stages Stage(ReadOnlySpan<char> wording) =>
        wording.ContainsAny(finished) ? Stages.Done : wording.ContainsAny(begun) ? Stages.Begun : Stages.Unsaid;

    /// <summary>Best first; of several that are nearly as good, one that speaks of a part not yet spoken of.</summary>
    static List<YearCandidate> Choose(IEnumerable<YearCandidate> found, int parts)
    {
        var left = found.ToList();
        var chosen = new List<YearCandidate>();
        var spoken = new float[parts];
        while (chosen.Count < Shown && left.Count > 0)
        {
            var best = left.MaxBy(c => c.Rank + (chosen.Count == 0 ? 0 : 0.25f * c.Parts.Select((part, i) => Math.Max(0, part - spoken[i])).Max()));
            chosen.Add(best);
            left.Remove(best);
            for (var i = 0; i < parts; i++)
                spoken[i] = Math.Max(spoken[i], best.Parts[i]);
        }
        return chosen;
    }

    static YearPassage Passage(YearCandidate candidate, YearMatcherIndex later)
    {
        var end = candidate.End;
        var passage = later.Text.Passage(candidate.Start, end);
        // glosses and blanks of the source count too: give up clauses from the end until it is short enough
        while (passage.Text.Length > Sentences.Longest)
        {
            var comma = later.Text.Value.LastIndexOf(',', end - 2, end - 1 - candidate.Start);
            end = comma > candidate.Start ? comma + 1 : candidate.Start + (end - candidate.Start) / 2;
            passage = later.Text.Passage(candidate.Start, end);
        }
        return new(passage.Text, passage.Start, passage.End, Math.Round(candidate.Score, 3));
    }
}

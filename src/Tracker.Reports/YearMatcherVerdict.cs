namespace Tracker.Reports;

/// <summary>Weighs what was found into a verdict with its reason.</summary>
static class YearMatcherVerdict
{
    internal static float PlanFloor = 0.52f, ProblemFloor = 0.42f, RestatedFloor = 0.56f, RecurringFloor = 0.4f, PartFloor = 0.4f, FigureFloor = 0.75f;
    const int Shown = 3;
    const float Specific = 3, Doubtful = 0.65f, Clearer = 0.3f, StillPlanned = 0.8f;

    public static YearAnswer Of(
        Undertaking undertaking, YearMatcherWording wording, IReadOnlyList<YearCandidate> found, YearMatcherIndex later)
    {
        var problem = undertaking.Kind is ItemKind.Problem;
        var floor = problem ? ProblemFloor : PlanFloor;
        var evidence = Choose(found.Where(c => c.Role is SentenceRole.Review && c.Score >= floor), wording.Parts.Count);
        var restated = found.Where(c => c.Role is not SentenceRole.Review && c.Score >= RestatedFloor).Take(Shown).ToList();
        // where the very thing stands in the plan again, a weaker likeness in the review is another thing
        if (!problem && evidence.Count > 0 && restated.Count > 0 && wording.Total > Specific
            && evidence.Max(c => c.Score) is var told && told < Doubtful && restated.Max(c => c.Score) > told + Clearer)
            evidence = [];
        var again = found.Where(c => c.Role is SentenceRole.Problem && c.Score >= RecurringFloor).Take(1).ToList();
        var recurring = problem && again.Count > 0;
        if (recurring && !restated.Any(c => c.Sentence == again[0].Sentence))
            restated = [again[0], .. restated.Take(Shown - 1)];
        var planned = restated.Any(c => c.Score > StillPlanned);
        var figures = problem ? [] : YearFigures.Compare(wording, evidence, later);
        var verdict = evidence.Count == 0 ? (restated.Count > 0 ? YearVerdict.RestatedOnly : YearVerdict.NotMentioned)
            : (problem ? recurring || planned : Short(wording, evidence, figures)) ? YearVerdict.Partly : YearVerdict.Answered;
        return new(undertaking.Id, verdict, YearMatcherReason.Of(verdict, problem, recurring, figures), recurring,
            [.. evidence.Select(c => Passage(c, later))], [.. restated.Select(c => Passage(c, later))]);
    }

    static bool Short(YearMatcherWording wording, List<YearCandidate> evidence, IReadOnlyList<FigurePair> figures)
    {
        if (figures.Any(figure => figure.Reported is not null && !figure.Kept))
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
        var passage = later.Text.Passage(candidate.Start, candidate.End);
        return new(passage.Text, passage.Start, passage.End, Math.Round(candidate.Score, 3));
    }
}

namespace Tracker.Reports;

/// <summary>A stretch of one sentence of the later report that speaks of an undertaking. Offsets into the normalised text.</summary>
/// <param name="Score">0 to 1: how much of the undertaking's telling words it has.</param>
/// <param name="Rank">The score, less where nothing but a slogan is said, more where much of the stretch is about it.</param>
/// <param name="Literal">The share of the wording that stands there word for word, not only by its matter.</param>
/// <param name="Parts">The score for each part of the undertaking.</param>
readonly record struct YearCandidate(int Sentence, int Start, int End, SentenceRole Role, float Score, float Rank, float Literal, float[] Parts);

/// <summary>Finds where the later report speaks of an undertaking, best first.</summary>
static class YearMatcherSearch
{
    const float Alone = 0.65f, WholeTerm = 0.9f, LeadShare = 0.5f, TermMate = 0.8f, Slight = 0.08f, Weak = 0.25f, Ornament = 0.6f;
    const int WholeSentence = 100, WidestWindow = 8;

    public static IReadOnlyList<YearCandidate> Find(YearMatcherWording wording, ItemKind kind, YearMatcherIndex later)
    {
        if (wording.Total <= 0)
            return [];
        var covered = Cover(wording, kind, later);
        var candidates = new List<YearCandidate>();
        var (worth, reach) = (Worth(wording, kind), new float[wording.Parts.Count]);
        foreach (var sentence in covered.Sentences(later.Sentences))
            if (later.CanTell(sentence) && Bound(sentence, wording, worth, covered, later, reach) > Weak)
                candidates.Add(Best(sentence, wording, worth, covered, later));
        candidates.Sort((a, b) => b.Rank.CompareTo(a.Rank) is var order and not 0 ? order : a.Start.CompareTo(b.Start));
        return candidates;
    }

    /// <summary>For every clause that has any of it, how well it has each unit of the wording.</summary>
    static YearMatcherCover Cover(YearMatcherWording wording, ItemKind kind, YearMatcherIndex later)
    {
        var covered = new YearMatcherCover(later.Sentences.Clauses.Count, wording.Units.Length);
        for (var i = 0; i < wording.Units.Length; i++)
        {
            ref readonly var unit = ref wording.Units[i];
            covered.Raise(later.With(unit.Key), i, unit is { Before: 0, After: 0 } ? WholeTerm : Alone);
            if (unit.Before != 0)
                covered.Raise(later.With(unit.Before), i, 1);
            if (unit.After != 0)
                covered.Raise(later.With(unit.After), i, 1);
            foreach (var concept in unit.Concepts)
                About(concept, i, 1);
            // what is wrong is often named by a longer word (千人病床数) than what was done (医院)
            if (unit.Concepts.Count == 0)
                foreach (var concept in wording.ConceptsOf(unit.Term))
                    About(concept, i, kind is ItemKind.Problem ? TermMate : TermMate / 2);
        }
        return covered;

        void About(int concept, int unit, float share)
        {
            var about = later.About(concept);
            var common = (kind is ItemKind.Problem ? 0.75f : 0.6f) * Math.Min(1, later.Rarity(about.Length) * 1.6f);
            foreach (var clause in about)
                covered.Raise(clause, unit, share * (kind is ItemKind.Problem && later.IsInProblems(clause) ? 0.85f : common));
        }
    }

    /// <summary>What each part of the undertaking counts for where it stands alone.</summary>
    static float[] Worth(YearMatcherWording wording, ItemKind kind)
    {
        var alone = kind is ItemKind.Problem ? 0.8f : 0.55f;
        var worth = new float[wording.Parts.Count];
        for (var part = 0; part < worth.Length; part++)
        {
            var share = wording.PartWeights[part] / wording.Total;
            var substance = kind is ItemKind.Plan ? Math.Min(1, 0.5f + wording.PartWeights[part] / 4)
                : wording.Ornaments[part] ? Ornament : 1;
            worth[part] = (alone + (1 - alone) * share) * substance;
        }
        return worth;
    }

    /// <summary>A score that no stretch of the sentence exceeds, 0 where all of it has next to nothing: most sentences share a word or two, and need no closer look.</summary>
    static float Bound(int index, YearMatcherWording wording, float[] worth, YearMatcherCover covered, YearMatcherIndex later, float[] reach)
    {
        Array.Clear(reach);
        var sentence = later.Sentences.All[index];
        Add(sentence, 1);
        if (reach.Sum() <= Slight * wording.Total)
            return 0;
        if (sentence.Lead >= 0)
            Add(later.Sentences.All[sentence.Lead], LeadShare);
        var bound = reach.Sum() / wording.Total;
        for (var part = 0; part < reach.Length; part++)
            if (wording.PartWeights[part] > 0)
                bound = Math.Max(bound, Math.Min(1, reach[part] / wording.PartWeights[part]) * worth[part]);
        return bound * (1 + YearMatcherIndex.HighestBonus);

        void Add(Sentence of, float share)
        {
            for (var clause = of.FirstClause; clause < of.FirstClause + of.Clauses; clause++)
            {
                var own = covered.Of(clause);
                for (var i = 0; i < own.Length; i++)
                    reach[wording.Units[i].Part] += share * wording.Units[i].Weight * own[i];
            }
        }
    }

    /// <summary>A short sentence as a whole; of a long one the run of clauses that says most in fewest words.</summary>
    static YearCandidate Best(
        int index, YearMatcherWording wording, float[] worth, YearMatcherCover covered, YearMatcherIndex later)
    {
        var sentence = later.Sentences.All[index];
        var lead = LeadCover(sentence, wording.Units.Length, covered, later);
        var end = sentence.FirstClause + Telling(sentence, later.RoleOf(index), later);
        var whole = sentence.End - sentence.Start <= WholeSentence;
        YearCandidate best = default;
        var values = new float[wording.Units.Length];
        var parts = new float[wording.Parts.Count];
        for (var first = sentence.FirstClause; first < end; first++)
        {
            Array.Clear(values);
            for (var last = first; last < end && (whole || last < first + WidestWindow); last++)
            {
                var (from, to) = (later.Sentences.Clauses[first].Start, later.Sentences.Clauses[last].End);
                if (to - from > Sentences.Longest - 2)
                    break;
                var own = covered.Of(last);
                var adds = own.Length > 0;
                if (!whole && !adds)
                {
                    if (last == first)
                        break;
                    continue;
                }
                for (var i = 0; adds && i < values.Length; i++)
                    values[i] = Math.Max(values[i], own[i]);
                if (whole && last < end - 1)
                    continue;
                var candidate = Rate(index, from, to, values, lead, wording, worth, later, parts, best.Rank - Length(best.Start, best.End) + Length(from, to));
                if (candidate.Rank > 0)
                    best = candidate with { Parts = [.. parts] };
            }
            if (whole)
                break;
        }
        return best;

        static float Length(int start, int end) => (end - start) * 0.0006f;
    }

    /// <summary>How many of its clauses count: what a problem is put down to names none.</summary>
    static int Telling(Sentence sentence, SentenceRole role, YearMatcherIndex later)
    {
        var clauses = 0;
        while (clauses < sentence.Clauses && !(role is SentenceRole.Problem && later.IsCause(sentence.FirstClause + clauses)))
            clauses++;
        return clauses;
    }

    static float[]? LeadCover(Sentence sentence, int units, YearMatcherCover covered, YearMatcherIndex later)
    {
        if (sentence.Lead < 0)
            return null;
        var lead = later.Sentences.All[sentence.Lead];
        var values = new float[units];
        for (var clause = lead.FirstClause; clause < lead.FirstClause + lead.Clauses; clause++)
        {
            var own = covered.Of(clause);
            for (var i = 0; i < own.Length; i++)
                values[i] = Math.Max(values[i], own[i]);
        }
        return values;
    }

    /// <param name="parts">Takes the score for each part; a candidate that is kept gets a copy.</param>
    /// <param name="least">The rank that it has to exceed.</param>
    /// <returns>The candidate; the default, of rank 0, where it doesn't.</returns>
    static YearCandidate Rate(int sentence, int start, int end, float[] values, float[]? lead,
        YearMatcherWording wording, float[] worth, YearMatcherIndex later, float[] parts, float least)
    {
        Array.Clear(parts);
        var (total, plain, literal) = (0f, 0f, 0f);
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var unit = ref wording.Units[i];
            var value = unit.Weight * Math.Max(values[i], lead is null ? 0 : LeadShare * lead[i]);
            parts[unit.Part] += value;
            total += value;
            plain += values[i];
            literal += values[i] >= Alone ? unit.Weight : 0;
        }
        var score = total / wording.Total;
        for (var part = 0; part < parts.Length; part++)
        {
            if (wording.PartWeights[part] <= 0)
                continue;
            parts[part] /= wording.PartWeights[part];
            score = Math.Max(score, parts[part] * worth[part]);
        }
        // Figures and facts are looked for only where they could make it the best.
        var dense = 0.2f * Math.Min(1, plain * 4 / (end - start));
        if (Math.Min(1, score * (1 + YearMatcherIndex.HighestBonus)) + dense <= least)
            return default;
        score = Math.Min(1, score * (score > 0.25f ? 1 + later.FigureBonus(wording, sentence, start, end) : 1));
        if (score + dense <= least)
            return default;
        var rank = score * (later.IsFact(sentence, start, end) ? 1 : later.IsLead(sentence) ? 0.7f : 0.85f) + dense;
        return rank <= least ? default : new(sentence, start, end, later.RoleOf(sentence), score, rank, literal / wording.Total, parts);
    }
}

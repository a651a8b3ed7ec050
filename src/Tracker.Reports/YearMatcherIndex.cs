using System.Buffers;

namespace Tracker.Reports;

/// <summary>What a sentence of the later report is there for.</summary>
enum SentenceRole { Review, Problem, Plan, Aside }

/// <summary>The later report, made ready to be asked where something stands.</summary>
sealed class YearMatcherIndex
{
    readonly YearMatcherPostings places, concepts = new(256);
    static readonly SearchValues<string> done = SearchValues.Create(
        ["建成", "完成", "出台", "获评", "新增", "增长", "下降", "投用", "落户", "落地", "开工", "动工", "通车", "启用",
            "揭牌", "入选", "化解", "全面"], StringComparison.Ordinal);
    readonly SentenceRole[] roles;

    public YearMatcherIndex(Report later)
    {
        Text = Normalizer.Normalise(later.Text);
        Sentences = Sentences.Of(Text.Value);
        roles = YearMatcherRoles.Of(later, Text, Sentences);
        Figures = [.. Sentences.All.Select(_ => (IReadOnlyList<YearFigure>?)null)];
        places = new(Text.Value.Length);
        for (var clause = 0; clause < Sentences.Clauses.Count; clause++)
        {
            var (start, end, _) = Sentences.Clauses[clause];
            foreach (var gram in YearMatcherGrams.Of(Text.Value, start, end))
                places.Add(gram.Key, clause);
            foreach (var (_, _, meanings) in YearMatcherConcepts.Find(Text.Value, start, end))
                foreach (var meaning in meanings)
                    concepts.Add(meaning, clause);
        }
    }

    public NormalText Text { get; }
    public Sentences Sentences { get; }
    public IReadOnlyList<YearFigure>?[] Figures { get; }

    public SentenceRole RoleOf(int sentence) => roles[sentence];

    public ReadOnlySpan<int> With(long gram) => places.Of(gram);

    /// <summary>Whether the review of the past year has it: a plan that repeats a wording repeats its seams too.</summary>
    public bool IsReviewed(long gram)
    {
        foreach (var clause in With(gram))
            if (RoleOf(Sentences.Clauses[clause].Sentence) is SentenceRole.Review)
                return true;
        return false;
    }

    public ReadOnlySpan<int> About(int concept) => concepts.Of(concept);

    /// <summary>How telling it is, within this report, that a clause has what this many clauses have: 0 to 1.</summary>
    public float Rarity(int clauses) =>
        clauses <= 1 ? 1 : (float)(1 - Math.Log(clauses) / Math.Log(Math.Max(Sentences.Clauses.Count, 4)));

    public IReadOnlyList<YearFigure> FiguresOf(int sentence) =>
        Figures[sentence] ??= YearFigure.Find(Text.Value, Sentences.All[sentence].Start, Sentences.All[sentence].End);

    public bool IsInProblems(int clause) => RoleOf(Sentences.Clauses[clause].Sentence) is SentenceRole.Problem;

    /// <summary>A slogan of the review and a line of the page tell nothing by themselves.</summary>
    public bool CanTell(int sentence) =>
        RoleOf(sentence) is not SentenceRole.Aside && !(RoleOf(sentence) is SentenceRole.Review && IsLead(sentence));

    public bool IsLead(int sentence) =>
        sentence + 1 < Sentences.All.Count && Sentences.All[sentence + 1].Lead == sentence;

    /// <summary>What a problem is put down to names no problem.</summary>
    public bool IsCause(int clause) =>
        Text.Value.AsSpan(Sentences.Clauses[clause].Start, Math.Min(6, Sentences.Clauses[clause].End - Sentences.Clauses[clause].Start))
            .Contains("原因", StringComparison.Ordinal);

    /// <summary>It tells a figure or something done, not only an intention.</summary>
    public bool IsFact(int sentence, int start, int end)
    {
        var figures = FiguresOf(sentence);
        for (var i = 0; i < figures.Count; i++)
            if (figures[i].Start >= start && figures[i].End <= end)
                return true;
        return Text.Value.AsSpan(start, end - start).ContainsAny(done);
    }

    /// <summary>The most that <see cref="FigureBonus"/> gives.</summary>
    public const float HighestBonus = 0.2f;

    /// <summary>How much the figures of a stretch speak for it: the same number, or at least the same uncommon unit.</summary>
    public float FigureBonus(YearMatcherWording wording, int sentence, int start, int end)
    {
        var bonus = 0f;
        foreach (var promised in wording.Figures)
            foreach (var reported in FiguresOf(sentence))
                if (reported.Start >= start && reported.End <= end)
                    bonus = Math.Max(bonus, promised.IsSame(reported) ? HighestBonus : promised.SharesUnit(reported) ? 0.12f
                        : promised.Unit == reported.Unit ? 0.06f : 0);
        return bonus;
    }
}

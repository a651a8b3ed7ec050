namespace Tracker.Reports;

/// <summary>What a sentence of the later report is there for.</summary>
enum SentenceRole { Review, Problem, Plan }

/// <summary>The later report, made ready to be asked where something stands.</summary>
sealed class YearMatcherIndex
{
    readonly Dictionary<long, List<int>> places = [];
    readonly Dictionary<int, List<int>> concepts = [];
    readonly SentenceRole[] roles;

    public YearMatcherIndex(Report later)
    {
        Text = Normalizer.Normalise(later.Text);
        Sentences = Sentences.Of(Text.Value);
        roles = YearMatcherRoles.Of(later, Text, Sentences);
        Figures = [.. Sentences.All.Select(_ => (IReadOnlyList<YearFigure>?)null)];
        for (var clause = 0; clause < Sentences.Clauses.Count; clause++)
        {
            var (start, end, _) = Sentences.Clauses[clause];
            foreach (var gram in YearMatcherGrams.Of(Text.Value, start, end))
                Note(places, gram.Key, clause);
            foreach (var (_, _, meanings) in YearMatcherConcepts.Find(Text.Value[start..end]))
                foreach (var meaning in meanings)
                    Note(concepts, meaning, clause);
        }
    }

    public NormalText Text { get; }
    public Sentences Sentences { get; }
    public IReadOnlyList<YearFigure>?[] Figures { get; }

    public SentenceRole RoleOf(int sentence) => roles[sentence];

    public IReadOnlyList<int> With(long gram) => places.TryGetValue(gram, out var found) ? found : [];

    public IReadOnlyList<int> About(int concept) => concepts.TryGetValue(concept, out var found) ? found : [];

    /// <summary>How telling it is, within this report, that a clause has what this many clauses have: 0 to 1.</summary>
    public float Rarity(int clauses) =>
        clauses <= 1 ? 1 : (float)(1 - Math.Log(clauses) / Math.Log(Math.Max(Sentences.Clauses.Count, 4)));

    public IReadOnlyList<YearFigure> FiguresOf(int sentence) =>
        Figures[sentence] ??= YearFigure.Find(Text.Value, Sentences.All[sentence].Start, Sentences.All[sentence].End);

    static void Note<TKey>(Dictionary<TKey, List<int>> into, TKey key, int clause) where TKey : notnull
    {
        if (!into.TryGetValue(key, out var list))
            into[key] = list = [];
        if (list.Count == 0 || list[^1] != clause)
            list.Add(clause);
    }
}

namespace Tracker.Reports;

/// <summary>Makes items out of stretches of normal text, with offsets into the source.</summary>
sealed class ItemBuilder(Reading reading, TargetFinder targets, TimeLimits limits)
{
    const int Deepest = 4;

    public static ItemBuilder Of(Reading reading) => new(reading, new(reading), new(reading));

    public ReportItem? Problem(int start, int titleEnd, int end, Region region, string rule, double confidence, string? cause = null)
    {
        if (LackCues.CauseAt(reading.Value(start, titleEnd)) is { } comma)
            (cause, titleEnd) = (cause ?? TitleOf(start + comma + 1, titleEnd), start + comma);
        return Build(ItemKind.Problem, start, titleEnd, end, region, rule, LackCues.Lack(reading.Value(start, titleEnd)) ?? region.Cue, confidence, cause, []);
    }

    public ReportItem? Plan(int start, int titleEnd, int end, Region region, string rule, double confidence) =>
        Build(ItemKind.Plan, start, titleEnd, end, region, rule, region.Cue, confidence, null, Measures(titleEnd, end, 0));

    ReportItem? Build(ItemKind kind, int start, int titleEnd, int end, Region region, string rule, string cue, double confidence, string? cause, IReadOnlyList<Measure> measures)
    {
        reading.Stop.ThrowIfCancellationRequested();
        end = TrimBlank(end, start);
        if (end <= start || TitleOf(start, titleEnd) is not { Length: > 1 } title)
            return null;
        var passage = reading.Text.Passage(start, end);
        return new(kind, title, passage.Text, region.Section, passage.Start, passage.End, cause, measures,
            kind == ItemKind.Plan ? targets.Within(passage.Start, passage.End) : [], limits.Of(start, titleEnd, end), rule, cue, Math.Round(confidence, 2))
        {
            Units = kind == ItemKind.Plan ? NamedUnits.In(passage.Text) : [],
        };
    }

    /// <summary>What a stretch that holds nothing but measures arranges.</summary>
    public IReadOnlyList<Measure> MeasuresIn(int start, int end) => Measures(start, end, 0);

    /// <summary>What stands under an item: its own enumeration, else its paragraphs, else its sentences.</summary>
    List<Measure> Measures(int start, int end, int depth)
    {
        var measures = new List<Measure>();
        var entries = Enumeration.StartsAnewInParagraphs(reading, start, end) ? [] : Enumeration.Outermost(reading, start, end);
        if (entries.Count > 0)
        {
            foreach (var entry in entries)
                Add(entry.Start, entry.End, depth < Deepest);
            return measures;
        }
        var paragraphs = Clauses.Paragraphs(reading.Text, start, end).Where(p => p.End - p.Start > 4).ToList();
        var parts = paragraphs.Count > 1 ? paragraphs : Clauses.Sentences(reading.Text, start, end);
        foreach (var (from, to) in parts)
            Add(from, to, paragraphs.Count > 1 && depth < Deepest);
        return measures;

        void Add(int from, int to, bool deeper)
        {
            while (from < to && reading.Text[from] is '。' or ';' or ',' or '\n' or ':' or '、')
                from++;
            to = TrimBlank(to, from);
            var titleEnd = ItemTitle.End(reading.Text, from, reading.ParagraphEnd(from, to));
            if (TitleOf(from, titleEnd) is not { Length: > 1 } title)
                return;
            var passage = reading.Text.Passage(from, to);
            measures.Add(new(title, passage.Text, passage.Start, passage.End, deeper ? Measures(titleEnd, to, depth + 1) : []) { LimitOn = limits.Of(from, titleEnd, to) });
        }
    }

    public string TitleOf(int start, int end)
    {
        end = Clauses.TrimEnd(reading.Text, start, end);
        return reading.Text.Shown(start, end);
    }

    int TrimBlank(int end, int start)
    {
        while (end > start && reading.Text[end - 1] is '\n' or ' ')
            end--;
        return end;
    }
}

namespace Tracker.Reports;

/// <summary>Reads the distinct problems out of the stretches that hold them.</summary>
sealed class ProblemFinder(Reading reading, ItemBuilder build)
{
    const int ShortTopic = 16;
    readonly List<ReportItem> found = [];

    /// <summary>What followed the problems in their own section: arrangements, where no other section holds them.</summary>
    public List<Region> Remainders { get; } = [];

    public List<ReportItem> Find()
    {
        foreach (var region in new ProblemRegions(reading).Find())
        {
            var turn = TurnIn(region);
            if (turn is { } at)
                Remainders.Add(region with { Start = at.Start, Cue = at.Cue });
            Read(BeforeCauses(region with { End = turn?.Start ?? region.End }), 0);
        }
        return found;
    }

    /// <summary>Where the section turns to what will be done, unless it does so problem by problem.</summary>
    (int Start, string Cue)? TurnIn(Region region)
    {
        foreach (var (start, end) in Clauses.Sentences(reading.Text, region.Start, region.End))
        {
            var from = BehindNumber(start, end);
            if (PlanCues.Turn(reading.Value(from, Math.Min(end, from + 160)), reading.Reviewed) is not { } cue)
                continue;
            var before = reading.MarkersIn(region.Start, from).ToList();
            var after = reading.MarkersIn(end, region.End).ToList();
            if (before.Count > 0 && after.FirstOrDefault(m => m.Style == before[0].Style) is { Number: > 1 } next && next.Number == before.Last(m => m.Style == before[0].Style).Number + 1)
                return null;
            return (start, cue);
        }
        return null;
    }

    /// <summary>究其原因,主要是:一是… counts causes; its numbers begin again.</summary>
    Region BeforeCauses(Region region)
    {
        foreach (var (start, end) in Clauses.Sentences(reading.Text, region.Start, region.End))
            if (start > region.Start && LackCues.IsCause(reading.Value(start, Math.Min(end, start + 200)))
                && reading.MarkersIn(region.Start, start).Any() && reading.MarkersIn(start, region.End).FirstOrDefault() is { Number: 1 })
                return region with { End = start };
        return region;
    }

    int BehindNumber(int start, int end) => reading.MarkersIn(start, end).FirstOrDefault() is { End: > 0 } m && m.At == start ? m.End : start;

    void Read(Region region, int depth)
    {
        var entries = Enumeration.Outermost(reading, region.Start, region.End);
        if (entries.Count == 0)
            new FoldedProblems(reading, build, region, found).Read();
        for (var i = 0; i < entries.Count; i++)
            Read(entries[i], region, depth, i == entries.Count - 1);
    }

    void Read(Entry entry, Region region, int depth, bool last)
    {
        var (end, cause) = EndOf(entry, region, last);
        var start = BehindLabel(entry.Start, end);
        var titleEnd = ItemTitle.End(reading.Text, start, reading.ParagraphEnd(start, end));
        var title = reading.Value(start, titleEnd);
        if (LackCues.IsCause(title) || PlanCues.IsClosing(title))
            return;
        var lack = LackCues.Lack(title);
        if (lack is null or "问题" && depth < 2 && Nested(titleEnd, end))
        {
            Read(region with { Start = titleEnd, End = end }, depth + 1);
            return;
        }
        if (region.Named && title.Length <= ShortTopic)
            lack ??= LackCues.ShortLack(title);
        if (lack is null && (title.Length <= ShortTopic || title.EndsWith("方面", StringComparison.Ordinal)) && FirstLack(titleEnd, end) is { } better)
            (start, titleEnd, lack) = better;
        if (lack is null && LackCues.Lack(reading.Value(start, end)) is null && (!region.Named || PlanCues.Action(title[..Math.Min(4, title.Length)]) is not null))
            return;
        var rule = entry.Marker is { LeadsLine: true, Style: < MarkerStyle.Spoken } ? "numbered-heading" : entry.Marker is { LeadsLine: true } ? "numbered-paragraph" : "inline-enumeration";
        var confidence = (lack is null ? 0.6 : 0.9) + (region.Named ? 0.05 : 0);
        if (build.Problem(start, titleEnd, end, region, rule, confidence, cause) is { } item)
            found.Add(item);
    }

    /// <summary>The last problem ends where the report begins to speak of remedies; each may give its cause.</summary>
    (int End, string? Cause) EndOf(Entry entry, Region region, bool last)
    {
        string? cause = null;
        var first = true;
        foreach (var (start, end) in Clauses.Sentences(reading.Text, entry.Start, entry.End))
        {
            var sentence = reading.Value(start, Math.Min(end, start + 200));
            if (!first && PlanCues.Turn(sentence, reading.Reviewed) is { } turn)
            {
                Remainders.Add(region with { Start = start, End = entry.End, Cue = turn });
                return (start, cause);
            }
            if (!first && last && LackCues.IsRemedy(sentence))
                return (start, cause);
            if (!first && LackCues.IsCause(sentence))
            {
                cause ??= build.TitleOf(start, end);
                if (reading.MarkersIn(start, end).Any(m => m.Number == 1))
                    return (start, cause);
            }
            first = false;
        }
        return (entry.End, cause);
    }

    /// <summary>问题:… or 存在问题:… in front of the words themselves.</summary>
    int BehindLabel(int start, int end)
    {
        var head = reading.Value(start, Math.Min(end, start + 10));
        var colon = head.IndexOf(':');
        return colon > 0 && head[..colon] is "问题" or "存在问题" or "存在的问题" or "问题表现" or "具体问题" or "问题描述" ? start + colon + 1 : start;
    }

    bool Nested(int start, int end)
    {
        var inner = Enumeration.Outermost(reading, start, end);
        return inner.Count > 0 && inner.Count(e => LackCues.Lack(reading.Value(e.Start, ItemTitle.End(reading.Text, e.Start, e.End))) is not null) * 2 >= inner.Count;
    }

    (int Start, int TitleEnd, string Lack)? FirstLack(int start, int end)
    {
        foreach (var (from, to) in Clauses.Parts(reading.Text, start, end))
            if (LackCues.Lack(reading.Value(from, to)) is { } lack && !LackCues.IsOnlyLeadIn(reading.Value(from, to)))
                return (from, Clauses.TrimEnd(reading.Text, from, to), lack);
        return null;
    }
}

namespace Tracker.Reports;

/// <summary>The headings of a text as a tree, numbered or not, with broken numbering borne.</summary>
sealed class Outline
{
    const int LongestUnnumbered = 36;
    const int LongestTitle = 120;

    /// <summary>A role heading with no more than this before a new 一、 holds what the new numbers count.</summary>
    const int ShortIntroduction = 160;

    readonly Stack<Heading> open = new();
    Heading? restarted;
    int inner;

    public List<Heading> Headings { get; } = [];

    public static Outline Of(NormalText text, List<Line> lines, List<Marker> markers, PageFrame frame, int? reviewed)
    {
        var outline = new Outline();
        foreach (var heading in Find(text, lines, markers, frame, reviewed))
            outline.Add(heading, reviewed);
        foreach (var heading in outline.open)
            heading.End = frame.BodyEnd;
        return outline;
    }

    /// <summary>The innermost heading that a position stands under.</summary>
    public Heading? At(int position)
    {
        var index = FirstFrom(position + 1) - 1;
        var heading = index < 0 ? null : Headings[index];
        while (heading is not null && heading.End <= position)
            heading = heading.Parent;
        return heading;
    }

    public IEnumerable<Heading> From(int position) => Headings.Skip(FirstFrom(position));

    int FirstFrom(int position)
    {
        var (low, high) = (0, Headings.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Headings[middle].Start < position ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    void Add(Heading heading, int? reviewed)
    {
        heading.Rank += Restarted(heading);
        while (open.TryPeek(out var top) && top.Rank >= heading.Rank)
        {
            top.End = heading.Start;
            open.Pop();
        }
        if (open.TryPeek(out var parent))
        {
            heading.Parent = parent;
            parent.Children.Add(heading);
        }
        heading.Cue = CueOf(heading, reviewed);
        open.Push(heading);
        Headings.Add(heading);
    }

    /// <summary>三、下一步打算 followed by 一、二、三: the same manner of numbering begun again stands a step further in.</summary>
    double Restarted(Heading heading)
    {
        if (heading.Marker is not { } marker)
        {
            restarted = null;
            return 0;
        }
        if (restarted is not null)
        {
            if (marker.Style > restarted.Marker!.Value.Style)
                return 0;
            if (marker.Style == restarted.Marker.Value.Style && marker.Number == inner + 1 && !StandsBeside(restarted, heading))
            {
                inner = marker.Number;
                return 0.4;
            }
            restarted = null;
            return 0;
        }
        var before = open.FirstOrDefault(h => h.Marker?.Style == marker.Style);
        if (marker.Number != 1 || before?.Marker is not { Number: > 1 } || before.Cue is { Problems: false, Plans: false } || heading.Start - before.TitleEnd > ShortIntroduction)
            return 0;
        restarted = before;
        inner = 1;
        return 0.4;
    }

    static bool StandsBeside(Heading outer, Heading heading) =>
        heading.Marker!.Value.Number == outer.Marker!.Value.Number + 1 && SectionRoles.Of(heading.Title, null) is { Problems: true } or { Plans: true };

    static HeadingCue CueOf(Heading heading, int? reviewed)
    {
        var cue = SectionRoles.Of(heading.Title, reviewed);
        if (heading.Depth == 1)
            return cue;
        // 执法存在薄弱环节 is a problem among others; only 存在的不足 opens a section within a section.
        if (heading.Parent!.Cue is { Problems: true } or { Causes: true })
            return cue with { Problems = cue.Problems && SectionRoles.IsLabel(heading.Title), Leader = false };
        // Deep down only a heading that is little more than the cue opens a section: (二)存在的不足.
        var plain = heading.Title.Length <= 30 && heading.Depth <= 3 && heading.Parent.Role != SectionRole.NextYear;
        return cue with { Problems = cue.Problems && plain, Plans = cue.Plans && plain, Causes = cue.Causes && plain };
    }

    static IEnumerable<Heading> Find(NormalText text, List<Line> lines, List<Marker> markers, PageFrame frame, int? reviewed)
    {
        var next = 0;
        foreach (var line in lines)
        {
            while (next < markers.Count && markers[next].At < line.Start)
                next++;
            if (line.IsNoise || line.Start < frame.BodyStart || line.Start >= frame.BodyEnd)
                continue;
            if (!(next < markers.Count && markers[next].At == line.Start) && IsUnnumbered(text, line, reviewed))
                yield return New(text, null, line.Start, line.End, RankBefore(markers, next));
            for (; next < markers.Count && markers[next].At < line.End; next++)
                if (markers[next] is var m && (m.LeadsLine ? m.Style < MarkerStyle.Spoken : m.Style is MarkerStyle.Chinese or MarkerStyle.BracketedChinese))
                    yield return New(text, m, m.End, next + 1 < markers.Count ? Math.Min(line.End, markers[next + 1].At) : line.End, (int)m.Style);
        }
    }

    static Heading New(NormalText text, Marker? marker, int start, int lineEnd, double rank)
    {
        var end = ItemTitle.End(text, start, lineEnd);
        return new()
        {
            Rank = rank, Marker = marker, Start = marker?.At ?? start, TitleStart = start, TitleEnd = end,
            Title = text.Value[start..Math.Min(end, start + LongestTitle)],
        };
    }

    static bool IsUnnumbered(NormalText text, Line line, int? reviewed)
    {
        if (line.Length is < 4 or > LongestUnnumbered || text[line.End - 1] is '。' or ';' or ',')
            return false;
        var title = text.Value[line.Start..line.End];
        return title.AsSpan().IndexOfAny(";。!>|") < 0 && SectionRoles.Of(title, reviewed) is { Any: true };
    }

    /// <summary>An unnumbered heading in front of 一、 holds the numbered ones; between them it stands beside them.</summary>
    static double RankBefore(List<Marker> markers, int next)
    {
        for (var i = next; i < markers.Count; i++)
            if (markers[i] is { LeadsLine: true, Style: < MarkerStyle.Spoken } m)
                return m.Number == 1 ? (int)m.Style - 0.5 : Math.Min((int)m.Style, (int)MarkerStyle.Chinese);
        return (int)MarkerStyle.Chinese;
    }
}

namespace Tracker.Reports;

/// <summary>Joins paragraphs that a printer or a PDF cut into lines of one width.</summary>
static class LineJoiner
{
    const int Narrowest = 18;
    const int Widest = 70;

    public static NormalText Join(NormalText text)
    {
        var lines = Line.Split(text);
        if (WidthOf(lines) is not (> 0 and var width))
            return text;
        var cuts = new List<(int, int)>();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var (line, next) = (lines[i], lines[i + 1]);
            if (!line.IsNoise && line.Length >= width - 3 && line.Length <= width + 6
                && text[line.End - 1] is not ('。' or ';' or ':' or '!' or '?') && !BeginsItem(text, next))
                cuts.Add((line.End, next.Start));
        }
        return text.Without(cuts);
    }

    /// <summary>The width most lines share, or 0 where the lines are paragraphs.</summary>
    static int WidthOf(List<Line> lines)
    {
        Span<int> counts = stackalloc int[Widest + 1];
        var prose = 0;
        foreach (var line in lines)
        {
            if (line.Length > Widest)
                return 0;
            if (line.Length >= Narrowest)
            {
                counts[line.Length]++;
                prose++;
            }
        }
        var (best, width) = (0, 0);
        for (var w = Narrowest; w + 3 <= Widest; w++)
        {
            var near = counts[w] + counts[w + 1] + counts[w + 2] + counts[w + 3];
            if (near >= best)
                (best, width) = (near, w + 3);
        }
        return prose >= 8 && best * 2 > prose ? width : 0;
    }

    static bool BeginsItem(NormalText text, Line line)
    {
        var c = text[line.Start];
        var second = line.Length > 1 ? text[line.Start + 1] : '\0';
        var third = line.Length > 2 ? text[line.Start + 2] : '\0';
        return c is '(' or '●' or '—' or '①'
            || "一二三四五六七八九十".Contains(c) && (second is '、' or '是' or '要' || third is '、' or '是')
            || char.IsAsciiDigit(c) && second is '.' or '、'
            || c == '第' && third is '、' or ',' or '部';
    }
}

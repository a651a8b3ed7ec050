namespace Tracker.Reports;

/// <summary>How far the title of an item reaches: its own heading, or else its first clause.</summary>
static class ItemTitle
{
    const int HeadingLine = 44;
    const int LongestLabel = 26;

    /// <param name="end">End of the paragraph or of the item, whichever is nearer.</param>
    public static int End(NormalText text, int start, int end)
    {
        var stop = Clauses.FirstEnd(text, start, end);
        if (stop >= end && end - start <= HeadingLine)
            return Clauses.TrimEnd(text, start, end);
        var colon = Clauses.FirstEnd(text, start, stop, Clauses.ColonOrComma);
        if (colon < stop && text[colon] == ':' && colon - start is >= 4 and <= LongestLabel && text[colon - 1] is not ('如' or '括' or '为' or '是'))
            return colon;
        if (BlankBeforeBody(text, start, Math.Min(stop, start + HeadingLine), stop) is var blank and > 0)
            return Clauses.TrimEnd(text, start, blank);
        return Clauses.TrimEnd(text, start, stop);
    }

    /// <summary>A heading that runs into its text is often parted from it by nothing but a blank.</summary>
    static int BlankBeforeBody(NormalText text, int start, int limit, int stop)
    {
        var blank = 0;
        for (var i = start; i < limit; i++)
        {
            if (text[i] is ',' or ':')
                break;
            if (i - start >= 4 && text.SpaceBefore(i))
                blank = i;
        }
        return blank > 0 && stop - blank > blank - start && stop - blank > 16 ? blank : 0;
    }
}

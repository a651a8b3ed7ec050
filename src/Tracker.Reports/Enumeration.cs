namespace Tracker.Reports;

/// <summary>One member of an enumeration; <see cref="Start"/> is behind its number.</summary>
readonly record struct Entry(Marker? Marker, int Start, int End);

/// <summary>Cuts a stretch into the members of its outermost enumeration.</summary>
static class Enumeration
{
    public static List<Entry> Outermost(Reading reading, int start, int end)
    {
        var markers = reading.MarkersIn(start, end).ToList();
        if (markers.Count == 0 || StyleOf(markers) is not { } style)
            return [];
        var own = markers.Where(m => m.Style == style).ToList();
        var entries = new List<Entry>();
        for (var i = 0; i < own.Count; i++)
        {
            var to = i + 1 < own.Count ? own[i + 1].At : own[i].LeadsLine ? end : reading.ParagraphEnd(own[i].End, end);
            entries.Add(new(own[i], own[i].End, to));
        }
        return entries;
    }

    /// <summary>True where 一是…二是… begins anew in every paragraph: the paragraphs are the outer level then.</summary>
    public static bool StartsAnewInParagraphs(Reading reading, int start, int end)
    {
        var spoken = reading.MarkersIn(start, end).ToList();
        return spoken.Count > 0 && spoken.All(m => m.Style >= MarkerStyle.Spoken && !m.LeadsLine) && spoken.Count(m => m.Number == 1) > 1;
    }

    static MarkerStyle? StyleOf(List<Marker> markers)
    {
        var counts = markers.GroupBy(m => m.Style).ToDictionary(g => g.Key, g => g.Count());
        var first = markers[0].Style;
        // What stands further out wins over what merely comes first, provided it is an enumeration and no stray number.
        var outer = counts.Where(c => c.Key < first && c.Value > 1 && (c.Key <= MarkerStyle.BracketedChinese || markers.Count(m => m.Style == c.Key && m.LeadsLine) > 1)).ToList();
        if (outer.Count > 0)
            return outer.Min(c => c.Key);
        if (counts[first] > 1 || markers[0].Number <= 1)
            return first;
        var repeated = counts.Where(c => c.Value > 1).ToList();
        return repeated.Count > 0 ? repeated.Min(c => c.Key) : first;
    }
}

namespace Tracker.Reports;

/// <summary>One paragraph of the normal text; noise is what a tool or page put around the document.</summary>
readonly record struct Line(int Start, int End, bool IsNoise)
{
    public int Length => End - Start;

    public static List<Line> Split(NormalText text)
    {
        var lines = new List<Line>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.Value.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            if (end > start)
                lines.Add(new(start, end, text[start] == '#'));
            start = end + 1;
        }
        return lines;
    }
}

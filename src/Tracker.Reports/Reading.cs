namespace Tracker.Reports;

/// <summary>One document under the reader's eyes: what every rule looks at.</summary>
sealed class Reading
{
    public required NormalText Text { get; init; }
    public required List<Line> Lines { get; init; }
    public required List<Marker> Markers { get; init; }
    public required PageFrame Frame { get; init; }
    public required int? Reviewed { get; init; }
    public required Outline Outline { get; init; }

    public static Reading Of(string source)
    {
        var text = RunTogether.Part(LineJoiner.Join(Normalizer.Normalise(source)));
        var lines = Line.Split(text);
        var frame = PageFrame.Of(text, lines);
        var markers = MarkerScanner.Scan(text, lines);
        var reviewed = ReviewedYear.Of(text, lines, markers, frame);
        return new()
        {
            Text = text, Lines = lines, Markers = markers, Frame = frame, Reviewed = reviewed?.Year,
            Outline = Outline.Of(text, lines, markers, frame, reviewed?.Year),
        };
    }

    public string Value(int start, int end) => Text.Value[start..end];

    /// <summary>The markers that stand in a stretch.</summary>
    public IEnumerable<Marker> MarkersIn(int start, int end)
    {
        var (low, high) = (0, Markers.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Markers[middle].At < start)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < Markers.Count && Markers[low].At < end; low++)
            yield return Markers[low];
    }

    public int ParagraphEnd(int position, int limit)
    {
        var at = Text.Value.IndexOf('\n', position, limit - position);
        return at < 0 ? limit : at;
    }
}

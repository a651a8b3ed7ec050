using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>One document under the reader's eyes: what every rule looks at.</summary>
sealed partial class Reading
{
    public required NormalText Text { get; init; }
    public required List<Line> Lines { get; init; }
    public required List<Marker> Markers { get; init; }
    public required PageFrame Frame { get; init; }
    public required int? Reviewed { get; init; }
    public required Outline Outline { get; init; }

    /// <summary>The year meant by 年内 and 6月底前.</summary>
    public required int? PlanYear { get; init; }

    /// <summary>Asked for at each item, so that a long text can be given up.</summary>
    public CancellationToken Stop { get; init; }

    /// <param name="tables">Left out: their rows are read as rows, and would be taken for loose lines here.</param>
    /// <param name="done">Told the share of the whole reading that is done by then.</param>
    public static Reading Of(string source, IReadOnlyList<SourceTable> tables, Action<double> done, CancellationToken ct)
    {
        var normal = Normalizer.Normalise(source);
        done(0.2);
        var text = RunTogether.Part(LineJoiner.Join(normal.Without([.. tables.Select(table => (normal.At(table.Start), normal.At(table.End)))])));
        var lines = Line.Split(text);
        var frame = PageFrame.Of(text, lines);
        var markers = MarkerScanner.Scan(text, lines);
        done(0.35);
        var reviewed = ReviewedYear.Of(text, lines, markers, frame);
        return new()
        {
            Text = text, Lines = lines, Markers = markers, Frame = frame, Reviewed = reviewed?.Year,
            Outline = Outline.Of(text, lines, markers, frame, reviewed?.Year), Stop = ct,
            PlanYear = reviewed?.Year + 1 ?? (YearRegex().Match(frame.Title) is { Success: true } planned ? int.Parse(planned.ValueSpan, CultureInfo.InvariantCulture) : null),
        };
    }

    /// <summary>A table's cell, which is one thought and has neither title nor sections.</summary>
    public static Reading OfCell(string words, Reading report)
    {
        var text = Normalizer.Normalise(words);
        var lines = Line.Split(text);
        var (frame, markers) = (PageFrame.Of(text, lines), MarkerScanner.Scan(text, lines));
        return new()
        {
            Text = text, Lines = lines, Markers = markers, Frame = frame, Reviewed = report.Reviewed, PlanYear = report.PlanYear,
            Outline = Outline.Of(text, lines, markers, frame, report.Reviewed), Stop = report.Stop,
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

    [GeneratedRegex("20\\d\\d")]
    private static partial Regex YearRegex();
}

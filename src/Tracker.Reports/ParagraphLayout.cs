namespace Tracker.Reports;

/// <summary>How a text shows where its paragraphs begin: by a blank at the front, by an empty line before, or not at all.</summary>
sealed class ParagraphLayout
{
    /// <summary>Fewer numbered paragraphs say nothing about the others.</summary>
    const int Enough = 3;

    readonly NormalText text;
    readonly bool indented, parted;

    public ParagraphLayout(NormalText text, List<Line> lines, Func<Line, bool> beginsItem)
    {
        this.text = text;
        var (items, indents, gaps) = (0, 0, 0);
        for (var i = 1; i < lines.Count; i++)
            if (!lines[i].IsNoise && beginsItem(lines[i]))
            {
                items++;
                if (text.SpaceBefore(lines[i].Start))
                    indents++;
                if (GapBefore(lines[i]))
                    gaps++;
            }
        indented = items >= Enough && indents * 5 >= items * 4;
        parted = items >= Enough && gaps * 5 >= items * 4;
    }

    public bool IsKnown => indented || parted;

    public bool IsIndented => indented;

    /// <summary>True where a line begins a paragraph, as far as the layout tells.</summary>
    public bool Opens(Line line) => indented && text.SpaceBefore(line.Start) || parted && GapBefore(line);

    bool GapBefore(Line line)
    {
        var breaks = 0;
        for (var at = text.SourceAt(line.Start) - 1; at >= 0 && (text.Source[at] is '\n' or '\r' || char.IsWhiteSpace(text.Source[at])); at--)
            if (text.Source[at] == '\n')
                breaks++;
        return breaks > 1;
    }
}

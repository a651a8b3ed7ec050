namespace Tracker.Reports;

/// <summary>A stretch of the source, end exclusive.</summary>
readonly record struct SourceCell(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>A table of problems or arrangements as it stands in the decoded text: a line a row, cells parted by tabs.</summary>
/// <param name="Columns">What the columns hold, by their place.</param>
/// <param name="Rows">The rows under the header, each with its cells; a row that another has merged into itself has an empty cell there.</param>
/// <param name="Start">Offset of the header into the source.</param>
/// <param name="End">Offset behind the last row, exclusive.</param>
sealed record SourceTable(Dictionary<int, TableColumn> Columns, List<SourceCell[]> Rows, int Start, int End)
{
    public static List<SourceTable> In(string source)
    {
        var tables = new List<SourceTable>();
        for (var tab = source.IndexOf('\t', StringComparison.Ordinal); tab >= 0;)
        {
            var lines = LinesFrom(source, tab, out var end);
            if (Of(source, lines) is { } table)
                tables.Add(table);
            tab = source.IndexOf('\t', end);
        }
        return tables;
    }

    /// <summary>The lines with tabs that follow on each other.</summary>
    static List<SourceCell> LinesFrom(string source, int tab, out int end)
    {
        var lines = new List<SourceCell>();
        var start = source.LastIndexOf('\n', tab) + 1;
        for (end = start; start < source.Length; start = end + 1)
        {
            var stop = source.IndexOf('\n', start);
            stop = stop < 0 ? source.Length : stop;
            if (source.AsSpan(start, stop - start).IndexOf('\t') < 0)
                break;
            lines.Add(new(start, stop));
            end = stop;
            if (stop == source.Length)
                break;
        }
        return lines;
    }

    static SourceTable? Of(string source, List<SourceCell> lines)
    {
        var rows = lines.ConvertAll(line => Cells(source, line));
        var words = rows.ConvertAll<IReadOnlyList<string>>(row => [.. row.Select(cell => source[cell.Start..cell.End])]);
        for (var i = 0; i < rows.Count - 1; i++)
            if (TableColumns.Of(words, i) is { } header)
                return new(header.Columns, rows[header.Body..], lines[i].Start, lines[^1].End);
        return null;
    }

    /// <summary>Each cell without the blanks around its words.</summary>
    static SourceCell[] Cells(string source, SourceCell line)
    {
        var cells = new List<SourceCell>();
        for (var start = line.Start; start <= line.End;)
        {
            var stop = source.IndexOf('\t', start, line.End - start);
            stop = stop < 0 ? line.End : stop;
            var (from, to) = (start, stop);
            while (from < to && char.IsWhiteSpace(source[from]))
                from++;
            while (to > from && char.IsWhiteSpace(source[to - 1]))
                to--;
            cells.Add(new(from, to));
            start = stop + 1;
        }
        return [.. cells];
    }
}

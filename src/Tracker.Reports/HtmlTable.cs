using System.Text;
using AngleSharp.Dom;

namespace Tracker.Reports;

/// <summary>A page's table of problems or arrangements as rows of cells, each cell at its own column.</summary>
static class HtmlTable
{
    const int MostColumns = 64, MostRows = 20_000, HeadRows = 4;

    /// <returns>Null for every other table: pages lay out text with them, and figures are read as they stand.</returns>
    public static List<string[]>? Rows(IElement table)
    {
        if (table.QuerySelector("table") is not null)
            return null;
        var lines = table.QuerySelectorAll("tr");
        if (lines.Length is < 2 or > MostRows)
            return null;
        var rows = new List<string[]>();
        // For each column how many further rows the cell above still takes.
        var taken = new int[MostColumns];
        foreach (var line in lines)
        {
            var (row, column) = (new List<string>(), 0);
            foreach (var cell in Cells(line))
            {
                for (; column < MostColumns && taken[column] > 0; column++)
                    Leave(row, taken, column);
                var (wide, high) = (Span(cell, "colspan"), Span(cell, "rowspan"));
                for (var i = 0; i < wide && column < MostColumns; i++, column++)
                {
                    row.Add(i == 0 ? Words(cell) : "");
                    taken[column] = high - 1;
                }
            }
            for (; column < MostColumns && taken[column] > 0; column++)
                Leave(row, taken, column);
            rows.Add([.. row]);
        }
        return Enumerable.Range(0, Math.Min(HeadRows, rows.Count)).Any(row => TableColumns.Of(rows, row) is not null) ? rows : null;
    }

    static void Leave(List<string> row, int[] taken, int column)
    {
        row.Add("");
        taken[column]--;
    }

    static IEnumerable<IElement> Cells(IElement line) => line.Children.Where(child => child.LocalName is "td" or "th");

    static int Span(IElement cell, string name) => int.TryParse(cell.GetAttribute(name), out var span) ? Math.Clamp(span, 1, MostRows) : 1;

    /// <summary>The words of a cell in one line; paragraphs and breaks in it become blanks.</summary>
    static string Words(IElement cell)
    {
        var words = new StringBuilder();
        foreach (var node in cell.Descendants())
            if (node is IText text && text.ParentElement?.LocalName is not ("script" or "style"))
                words.Append(text.Data);
            else if (node is IElement { LocalName: "p" or "br" or "div" or "li" })
                words.Append(' ');
        return string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

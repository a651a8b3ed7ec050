using System.Text;

namespace Tracker.Reports;

/// <summary>The text of a sheet: a line for each row, cells parted by tabs at their own columns.</summary>
static class XlsxText
{
    public static ReportText Read(byte[] content, CancellationToken ct)
    {
        var text = new StringBuilder();
        XlsxRows.Each(content, row => Append(text, row), ct);
        var words = text.ToString().TrimEnd();
        return words.Length > 0 ? new(words, "xlsx", "OOXML")
            : throw new UnreadableFileException("file-empty", "这个 Excel 文件里没有文字。请确认选对了文件，再重新选择。");
    }

    static void Append(StringBuilder text, SheetRow row)
    {
        TextLimit.Check(text);
        var column = 0;
        foreach (var cell in row.Cells)
        {
            text.Append('\t', Math.Max(0, cell.Column - column)).Append(cell.Text);
            column = Math.Max(column, cell.Column);
        }
        text.Append('\n');
    }
}

using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Reports;

/// <summary>A cell that holds something.</summary>
/// <param name="Column">0 for A.</param>
/// <param name="Text">As one reads it: dates written out, without line breaks and tabs, never empty.</param>
public readonly record struct SheetCell(int Column, string Text);

/// <summary>A row that holds something.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="Number">The row's number in the sheet, from 1.</param>
public sealed record SheetRow(string Sheet, int Number, IReadOnlyList<SheetCell> Cells);

/// <summary>The rows of an .xlsx. Sheets that are hidden are left out; rows are streamed.</summary>
public static class XlsxRows
{
    const int MostColumns = 256;

    /// <summary>What a list that people fill in may have.</summary>
    const int MostRows = 20_000;

    /// <summary>All rows at once, of a list that people fill in.</summary>
    /// <exception cref="UnreadableFileException">It is no .xlsx, is damaged, or has more rows than such a list has.</exception>
    public static IReadOnlyList<SheetRow> All(byte[] content, CancellationToken ct)
    {
        if (FileKind.Of(content) is not FileKind.Content.Zip)
            throw new UnreadableFileException("file-not-xlsx", "这不是 .xlsx 文件。请在 Excel 或 WPS 中打开，另存为 .xlsx 后重新选择。");
        var rows = new List<SheetRow>();
        Each(content, row =>
        {
            if (rows.Count >= MostRows)
                throw new UnreadableFileException("file-too-large", $"表中超过 {MostRows} 行，已停止读取。请分成几个文件后重新选择。");
            rows.Add(row);
        }, ct);
        return rows;
    }

    /// <exception cref="UnreadableFileException">It is no .xlsx, or damaged, or unfolds to too much.</exception>
    internal static void Each(byte[] content, Action<SheetRow> act, CancellationToken ct)
    {
        try
        {
            OfficePackage.Measure(content, name => name.Contains("worksheets/", StringComparison.OrdinalIgnoreCase), "Excel", ct);
            using var stream = new MemoryStream(content, writable: false);
            using var document = SpreadsheetDocument.Open(stream, false);
            if (document.WorkbookPart is not { Workbook: { } workbook } part)
                throw Damaged();
            var (shared, dates) = (Shared(part), Dates(part));
            foreach (var sheet in workbook.Descendants<Sheet>().Where(sheet => (sheet.State?.Value ?? SheetStateValues.Visible) == SheetStateValues.Visible))
                if (sheet.Id?.Value is { } id && part.GetPartById(id) is WorksheetPart worksheet)
                    Each(sheet.Name?.Value ?? "", worksheet, shared, dates, act, ct);
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or XmlException or FileFormatException or IOException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Damaged();
        }
    }

    static UnreadableFileException Damaged() =>
        new("file-damaged", "这个 Excel 文件打不开，可能已损坏或设有密码。请在 Excel 或 WPS 中打开后另存为新的 .xlsx，再重新选择。");

    /// <summary>Without the readings above characters that some programs keep beside the text.</summary>
    static List<string> Shared(WorkbookPart part) =>
        [.. part.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>()
            .Select(item => string.Concat(item.Descendants<Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text))) ?? []];

    /// <summary>For each cell format whether it shows a number as a date.</summary>
    static List<bool> Dates(WorkbookPart part)
    {
        var sheet = part.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(f => f.NumberFormatId is not null)
            .GroupBy(f => f.NumberFormatId!.Value).ToDictionary(f => f.Key, f => f.First().FormatCode?.Value ?? "") ?? [];
        return [.. sheet?.CellFormats?.Elements<CellFormat>().Select(f => IsDate(f.NumberFormatId?.Value ?? 0, own)) ?? []];
    }

    static bool IsDate(uint format, Dictionary<uint, string> own) =>
        own.TryGetValue(format, out var code) ? code.Contains('y', StringComparison.OrdinalIgnoreCase) || code.Contains('年') || code.Contains('月')
        : format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or (>= 50 and <= 58);

    static void Each(string sheet, WorksheetPart part, List<string> shared, List<bool> dates, Action<SheetRow> act, CancellationToken ct)
    {
        using var reader = OpenXmlReader.Create(part);
        for (var number = 1; reader.Read();)
        {
            if (!reader.IsStartElement || reader.ElementType != typeof(Row) || reader.LoadCurrentElement() is not Row row)
                continue;
            ct.ThrowIfCancellationRequested();
            number = row.RowIndex?.Value is { } index ? (int)index : number;
            var cells = new List<SheetCell>();
            var next = 0;
            foreach (var cell in row.Elements<Cell>())
            {
                var place = cell.CellReference?.Value is { } reference ? Column(reference) : next;
                next = place + 1;
                var words = Words(cell, shared, dates);
                if (words.Length > 0 && place < MostColumns)
                    cells.Add(new(place, words));
            }
            if (cells.Count > 0)
                act(new(sheet, number, cells));
            number++;
        }
    }

    /// <summary>B7 stands in column 1.</summary>
    static int Column(string reference)
    {
        var column = 0;
        foreach (var c in reference)
            if (char.IsAsciiLetterUpper(c) && column < MostColumns)
                column = column * 26 + c - 'A' + 1;
        return column - 1;
    }

    static string Words(Cell cell, List<string> shared, List<bool> dates)
    {
        var value = cell.CellValue?.Text ?? "";
        var words = cell.DataType?.Value is { } type
            ? type == CellValues.SharedString ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : ""
                : type == CellValues.InlineString ? cell.InlineString?.InnerText ?? ""
                : type == CellValues.Boolean ? value == "1" ? "是" : "否"
                : type == CellValues.Error ? "" : value
            : Number(value, cell.StyleIndex?.Value is { } style && style < dates.Count && dates[(int)style]);
        return words.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
    }

    /// <summary>Days since 1899-12-30; a date is written as one reads it.</summary>
    static string Number(string value, bool isDate) =>
        isDate && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 366 and < 2_958_466
            ? DateTime.FromOADate(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;
}

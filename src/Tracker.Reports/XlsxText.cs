using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Reports;

/// <summary>
/// The text of a sheet: a line for each row, cells parted by tabs at their own columns, dates written out. Sheets that are
/// hidden are left out; rows are streamed.
/// </summary>
static class XlsxText
{
    const int MostColumns = 256;

    public static ReportText Read(byte[] content, CancellationToken ct)
    {
        try
        {
            OfficePackage.Measure(content, name => name.Contains("worksheets/", StringComparison.OrdinalIgnoreCase), "Excel", ct);
            using var stream = new MemoryStream(content, writable: false);
            using var document = SpreadsheetDocument.Open(stream, false);
            if (document.WorkbookPart is not { Workbook: { } workbook } part)
                throw Damaged();
            var (text, shared, dates) = (new StringBuilder(), Shared(part), Dates(part));
            foreach (var sheet in workbook.Descendants<Sheet>().Where(sheet => (sheet.State?.Value ?? SheetStateValues.Visible) == SheetStateValues.Visible))
                if (sheet.Id?.Value is { } id && part.GetPartById(id) is WorksheetPart worksheet)
                    Append(text, worksheet, shared, dates, ct);
            var words = text.ToString().TrimEnd();
            return words.Length > 0 ? new(words, "xlsx", "OOXML")
                : throw new UnreadableFileException("file-empty", "这个 Excel 文件里没有文字。请确认选对了文件，再重新选择。");
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

    static void Append(StringBuilder text, WorksheetPart part, List<string> shared, List<bool> dates, CancellationToken ct)
    {
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (!reader.IsStartElement || reader.ElementType != typeof(Row) || reader.LoadCurrentElement() is not Row row)
                continue;
            ct.ThrowIfCancellationRequested();
            TextLimit.Check(text);
            var (start, column) = (text.Length, 0);
            foreach (var cell in row.Elements<Cell>())
            {
                var words = Words(cell, shared, dates);
                var place = cell.CellReference?.Value is { } reference ? Column(reference) : column;
                if (words.Length == 0 || place >= MostColumns)
                    continue;
                text.Append('\t', Math.Max(0, place - column)).Append(words);
                column = Math.Max(column, place);
            }
            if (text.Length > start)
                text.Append('\n');
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

using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Reports;

/// <summary>
/// The text of a Word file: a line for each paragraph, cells parted by tabs, automatic numbers written out. The document is
/// streamed, a paragraph or a row of a table at a time, so that memory grows with the text alone.
/// </summary>
static class DocxText
{
    public static ReportText Read(byte[] content, CancellationToken ct)
    {
        try
        {
            OfficePackage.Measure(content, name => name.EndsWith("document.xml", StringComparison.OrdinalIgnoreCase), "Word", ct);
            using var stream = new MemoryStream(content, writable: false);
            using var document = WordprocessingDocument.Open(stream, false);
            if (document.MainDocumentPart is not { } part)
                throw Damaged();
            var words = Words(part, ct).Trim();
            return words.Length > 0 ? new(words, "docx", "OOXML")
                : throw new UnreadableFileException("file-empty", "这个 Word 文件里没有文字，可能只有图片。请用文字识别（OCR）软件转换后重新选择。");
        }
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or XmlException or FileFormatException or IOException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw Damaged();
        }
    }

    static UnreadableFileException Damaged() =>
        new("file-damaged", "这个 Word 文件打不开，可能已损坏或设有密码。请在 Word 或 WPS 中打开后另存为新的 .docx，再重新选择。");

    static string Words(MainDocumentPart part, CancellationToken ct)
    {
        var (text, numbering) = (new StringBuilder(), new DocxNumbering(part));
        using var reader = OpenXmlReader.Create(part);
        for (var more = reader.Read(); more;)
        {
            ct.ThrowIfCancellationRequested();
            TextLimit.Check(text);
            // Whatever holds paragraphs and rows (body, tables, content controls, revisions) is gone through, not built up.
            var whole = reader.IsStartElement && (reader.ElementType == typeof(Paragraph) || reader.ElementType == typeof(TableRow)) ? reader.LoadCurrentElement() : null;
            if (whole is Paragraph paragraph)
                Append(text, paragraph, numbering);
            else if (whole is TableRow row)
                Append(text, row, numbering);
            more = reader.Read();
        }
        return text.ToString();
    }

    static void Append(StringBuilder text, Paragraph paragraph, DocxNumbering numbering) =>
        text.Append(numbering.NumberOf(paragraph)).Append(Words(paragraph)).Append('\n');

    static void Append(StringBuilder text, TableRow row, DocxNumbering numbering)
    {
        var cells = row.Elements<TableCell>().ToList();
        // A page laid out in a table of one column is text like any other.
        if (cells.Count == 1 && (cells[0].TableCellProperties?.GridSpan?.Val?.Value ?? 1) == 1)
        {
            foreach (var paragraph in cells[0].Descendants<Paragraph>())
                Append(text, paragraph, numbering);
            return;
        }
        foreach (var cell in cells)
        {
            if (cell != cells[0])
                text.Append('\t');
            text.AppendJoin(' ', cell.Descendants<Paragraph>().Select(p => (numbering.NumberOf(p) + Words(p)).Replace('\n', ' ').Replace('\t', ' ')).Where(words => words.Length > 0));
            // What spans several columns keeps the place of each.
            text.Append('\t', Math.Clamp((cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1) - 1, 0, 64));
        }
        text.Append('\n');
    }

    static string Words(Paragraph paragraph)
    {
        var words = new StringBuilder();
        foreach (var element in paragraph.Descendants())
            switch (element)
            {
                case Text t when !IsDouble(t):
                    words.Append(t.Text);
                    break;
                case TabChar or PositionalTab:
                    words.Append('\t');
                    break;
                case Break or CarriageReturn:
                    words.Append('\n');
                    break;
                case NoBreakHyphen:
                    words.Append('-');
                    break;
            }
        return words.ToString();
    }

    /// <summary>A text box is stored twice, once for programs that don't know it; moved words stand where they were, too.</summary>
    static bool IsDouble(Text text) => text.Ancestors().Any(around => around is AlternateContentFallback or MoveFromRun);
}

using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Reports;

/// <summary>The text of a Word file: a line for each paragraph, cells parted by tabs, automatic numbers written out.</summary>
static class DocxText
{
    /// <summary>What a report may unfold to; a small file that grows past it was made to harm.</summary>
    const long Largest = 256L * 1024 * 1024;

    public static ReportText Read(byte[] content)
    {
        try
        {
            Measure(content);
            using var stream = new MemoryStream(content, writable: false);
            using var document = WordprocessingDocument.Open(stream, false);
            if (document.MainDocumentPart?.Document?.Body is not { } body)
                throw Damaged();
            var text = new StringBuilder();
            Append(text, body, new DocxNumbering(document.MainDocumentPart));
            var words = text.ToString().Trim();
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

    /// <summary>Unpacks everything once and counts, for the sizes that the archive declares may be false.</summary>
    static void Measure(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content, writable: false));
        var buffer = new byte[81920];
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
                if ((total += read) > Largest)
                    throw new UnreadableFileException("file-too-large", "这个 Word 文件解压后过大，已停止读取。请删去其中的图片和附件，另存后重新选择。");
        }
    }

    static void Append(StringBuilder text, OpenXmlElement container, DocxNumbering numbering)
    {
        foreach (var child in container.ChildElements)
        {
            switch (child)
            {
                case Paragraph paragraph:
                    text.Append(numbering.NumberOf(paragraph)).Append(Words(paragraph)).Append('\n');
                    break;
                case Table table:
                    foreach (var row in table.Elements<TableRow>())
                        text.AppendJoin('\t', row.Elements<TableCell>().Select(c => string.Join(' ', c.Descendants<Paragraph>().Select(Words)))).Append('\n');
                    break;
                case SdtBlock block when block.SdtContentBlock is { } inner:
                    Append(text, inner, numbering);
                    break;
                default:
                    if (child is not SectionProperties)
                        Append(text, child, numbering);
                    break;
            }
        }
    }

    static string Words(Paragraph paragraph)
    {
        var words = new StringBuilder();
        foreach (var element in paragraph.Descendants())
            switch (element)
            {
                case Text t when !InFallback(t):
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

    /// <summary>A text box is stored twice, once for programs that don't know it.</summary>
    static bool InFallback(Text text) => text.Ancestors<AlternateContentFallback>().Any();
}

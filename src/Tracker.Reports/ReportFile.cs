namespace Tracker.Reports;

/// <summary>The text of a file, and how it was got.</summary>
/// <param name="Text">Without byte order mark; every offset of a <see cref="Report"/> points into it.</param>
/// <param name="Format">txt, html, docx, doc, xlsx or pdf.</param>
/// <param name="Encoding">For txt and html the character encoding found, e.g. UTF-8 or GB18030; else the format's own.</param>
public sealed record ReportText(string Text, string Format, string Encoding);

/// <summary>A file that can't be read. The message is Chinese, made for the person who chose the file, and says what to do.</summary>
/// <param name="code">For machines: file-empty, file-not-text, file-is-a-scan, file-type-unknown, file-damaged, file-too-large, pdf-reader-missing, doc-reader-missing.</param>
public sealed class UnreadableFileException(string code, string message) : Exception(message)
{
    public string Code => code;
}

/// <summary>
/// Turns the bytes of a report file into text. Memory: the bytes, and at most <see cref="LongestText"/> characters of text;
/// a file whose text is longer is refused.
/// </summary>
public static class ReportFile
{
    /// <summary>UTF-16 units; about a hundred times the longest report.</summary>
    public const int LongestText = TextLimit.Characters;

    /// <param name="fileName">Only its ending counts.</param>
    /// <exception cref="UnreadableFileException">The file holds no text that could be got at.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it; other programs that were started are ended.</exception>
    public static ReportText Decode(byte[] content, string fileName, CancellationToken ct = default)
    {
        if (content.Length == 0)
            throw new UnreadableFileException("file-empty", "文件是空的。请确认下载或导出已完成，再重新选择文件。");
        var kind = FileKind.Of(content);
        switch (Path.GetExtension(fileName).ToLowerInvariant())
        {
            case ".txt" or ".text" or ".md" or "":
                if (kind is FileKind.Content.Other)
                    return TextOrHtml(content);
                throw new UnreadableFileException("file-not-text", $"这个文件的内容是{FileKind.Named(kind)}，不是文本。请改回原来的扩展名，或把文字另存为 .txt 后重新选择。");
            case ".html" or ".htm" or ".shtml" or ".xhtml":
                return kind is FileKind.Content.Other ? HtmlText.Read(WithinLimit(content))
                    : throw new UnreadableFileException("file-not-text", $"这个文件的内容是{FileKind.Named(kind)}，不是网页。请重新保存网页后选择。");
            case ".docx":
                return kind switch
                {
                    FileKind.Content.Zip => DocxText.Read(content, ct),
                    FileKind.Content.OldOffice => throw new UnreadableFileException("file-damaged", "这个 Word 文件设有密码，或者其实是旧版 Word（.doc）文件。请在 Word 或 WPS 中打开，去掉密码后另存为 .docx，再重新选择。"),
                    _ => throw new UnreadableFileException("file-damaged", "这个 Word 文件打不开：内容不是 .docx 格式。请在 Word 或 WPS 中打开后另存为 .docx，再重新选择。"),
                };
            case ".doc" or ".wps":
                return kind switch
                {
                    // Programs save pages and new documents under the old ending, too.
                    FileKind.Content.Zip => DocxText.Read(content, ct),
                    FileKind.Content.Other when HtmlText.LooksLikeHtml(content) => HtmlText.Read(WithinLimit(content)),
                    FileKind.Content.OldOffice or FileKind.Content.Other => OldWordText.Read(content, ct),
                    _ => throw new UnreadableFileException("file-damaged", $"这个文件的内容是{FileKind.Named(kind)}，不是 Word 文件。请重新选择。"),
                };
            case ".xlsx":
                return kind is FileKind.Content.Zip ? XlsxText.Read(content, ct)
                    : throw new UnreadableFileException("file-damaged", "这个 Excel 文件打不开：内容不是 .xlsx 格式，或者设有密码。请在 Excel 或 WPS 中打开，去掉密码后另存为 .xlsx，再重新选择。");
            case ".xls" or ".et":
                throw new UnreadableFileException("file-type-unknown", "旧版 Excel（.xls）和 .et 文件不能直接读取。请在 Excel 或 WPS 中另存为 .xlsx，再重新选择。");
            case ".pdf":
                return kind is FileKind.Content.Pdf ? PdfText.Read(content, ct)
                    : throw new UnreadableFileException("file-damaged", "这个 PDF 文件打不开：内容不是 PDF 格式。请重新下载或重新导出后选择。");
            default:
                throw new UnreadableFileException("file-type-unknown", "不认识这种文件。可以读取 .txt、.html、.docx、.doc、.xlsx 和 .pdf，请转换后重新选择。");
        }
    }

    static ReportText TextOrHtml(byte[] content)
    {
        var text = TextDecoder.Decode(WithinLimit(content), null);
        return HtmlText.LooksLikeHtml(text.Text) ? HtmlText.Read(content)
            : text.Text.Length <= LongestText ? text : throw TextLimit.TooLong();
    }

    /// <summary>Refused from the length alone, before characters are made of it.</summary>
    static byte[] WithinLimit(byte[] content) => content.Length <= TextLimit.Bytes ? content : throw TextLimit.TooLong();
}

namespace Tracker.Reports;

/// <summary>The text of a file, and how it was got.</summary>
/// <param name="Text">Without byte order mark; every offset of a <see cref="Report"/> points into it.</param>
/// <param name="Format">txt, html, docx or pdf.</param>
/// <param name="Encoding">For txt and html the character encoding found, e.g. UTF-8 or GB18030; else the format's own.</param>
public sealed record ReportText(string Text, string Format, string Encoding);

/// <summary>A file that can't be read. The message is Chinese, made for the person who chose the file, and says what to do.</summary>
/// <param name="code">For machines: file-empty, file-not-text, file-is-a-scan, file-type-unknown, file-damaged, file-too-large, pdf-reader-missing.</param>
public sealed class UnreadableFileException(string code, string message) : Exception(message)
{
    public string Code => code;
}

/// <summary>Turns the bytes of a report file into text.</summary>
public static class ReportFile
{
    /// <param name="fileName">Only its ending counts.</param>
    /// <exception cref="UnreadableFileException">The file holds no text that could be got at.</exception>
    public static ReportText Decode(byte[] content, string fileName)
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
                return kind is FileKind.Content.Other ? HtmlText.Read(content)
                    : throw new UnreadableFileException("file-not-text", $"这个文件的内容是{FileKind.Named(kind)}，不是网页。请重新保存网页后选择。");
            case ".docx":
                return kind is FileKind.Content.Zip ? DocxText.Read(content)
                    : throw new UnreadableFileException("file-damaged", "这个 Word 文件打不开：内容不是 .docx 格式。请在 Word 或 WPS 中打开后另存为 .docx，再重新选择。");
            case ".pdf":
                return kind is FileKind.Content.Pdf ? PdfText.Read(content)
                    : throw new UnreadableFileException("file-damaged", "这个 PDF 文件打不开：内容不是 PDF 格式。请重新下载或重新导出后选择。");
            case ".doc" or ".wps":
                throw new UnreadableFileException("file-type-unknown", "旧版 Word（.doc）和 .wps 文件不能直接读取。请在 Word 或 WPS 中另存为 .docx，再重新选择。");
            default:
                throw new UnreadableFileException("file-type-unknown", "不认识这种文件。可以读取 .txt、.html、.docx 和 .pdf，请转换后重新选择。");
        }
    }

    static ReportText TextOrHtml(byte[] content)
    {
        var text = TextDecoder.Decode(content, null);
        return HtmlText.LooksLikeHtml(text.Text) ? HtmlText.Read(content) : text;
    }
}

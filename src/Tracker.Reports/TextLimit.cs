using System.Text;

namespace Tracker.Reports;

/// <summary>How long a text may be: a hundred times the longest report. What is longer is no report, and would take memory from everybody.</summary>
static class TextLimit
{
    /// <summary>UTF-16 units.</summary>
    public const int Characters = 4_000_000;

    /// <summary>No encoding takes more bytes for so many characters; a page's tags may take as many again.</summary>
    public const int Bytes = 4 * Characters;

    /// <exception cref="UnreadableFileException">It is longer.</exception>
    public static void Check(StringBuilder text)
    {
        if (text.Length > Characters)
            throw TooLong();
    }

    public static UnreadableFileException TooLong() =>
        new("file-too-large", $"文件里的文字超过 {Characters / 10_000} 万字，不像是一份报告，已停止读取。请只保留报告正文，另存后重新选择。");
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>The text layer of a PDF, through poppler's pdftotext where it is installed.</summary>
static partial class PdfText
{
    const int LeastCharacters = 20;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    public static ReportText Read(byte[] content)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(file, content);
            var text = PageNumberRegex().Replace(Run(file).Replace('\f', '\n'), "").Trim();
            if (text.Count(char.IsLetterOrDigit) < LeastCharacters)
                throw new UnreadableFileException("file-is-a-scan", "这个 PDF 是扫描件，没有文字层。请用文字识别（OCR）软件转换，或向报送单位索取 Word 版后重新选择。");
            return new(text, "pdf", "PDF");
        }
        finally
        {
            File.Delete(file);
        }
    }

    static string Run(string file)
    {
        var start = new ProcessStartInfo("pdftotext", ["-q", "-enc", "UTF-8", file, "-"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(patience))
            {
                process.Kill();
                throw Damaged();
            }
            var text = output.GetAwaiter().GetResult();
            errors.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? text : throw Damaged();
        }
        catch (Win32Exception)
        {
            throw new UnreadableFileException("pdf-reader-missing", "这台服务器没有安装 PDF 读取程序。请管理员安装 poppler（Debian：apt-get install poppler-utils），或把报告另存为 .docx 后重新选择。");
        }
    }

    static UnreadableFileException Damaged() =>
        new("file-damaged", "这个 PDF 文件打不开：可能已损坏或设有密码。请重新下载或去掉密码后再选择，也可以另存为 .docx。");

    [GeneratedRegex("^[ \\t]*[—–-]?[ \\t]*\\d{1,3}[ \\t]*[—–-]?[ \\t]*$\\n?", RegexOptions.Multiline)]
    private static partial Regex PageNumberRegex();
}

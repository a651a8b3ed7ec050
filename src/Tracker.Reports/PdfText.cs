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

    public static ReportText Read(byte[] content, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(file, content);
            var text = PageNumberRegex().Replace(Run(file, ct).Replace('\f', '\n'), "").Trim();
            if (text.Count(char.IsLetterOrDigit) < LeastCharacters)
                throw new UnreadableFileException("file-is-a-scan", "这个 PDF 是扫描件，没有文字层。请用文字识别（OCR）软件转换，或向报送单位索取 Word 版后重新选择。");
            return new(text, "pdf", "PDF");
        }
        finally
        {
            File.Delete(file);
        }
    }

    static string Run(string file, CancellationToken ct)
    {
        var start = new ProcessStartInfo("pdftotext", ["-q", "-enc", "UTF-8", file, "-"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(patience);
            using var ended = limit.Token.Register(process.Kill);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var text = Taken(process.StandardOutput, process);
            process.WaitForExit();
            errors.GetAwaiter().GetResult();
            ct.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? text : throw Damaged();
        }
        catch (Win32Exception)
        {
            throw new UnreadableFileException("pdf-reader-missing", "这台服务器没有安装 PDF 读取程序。请管理员安装 poppler（Debian：apt-get install poppler-utils），或把报告另存为 .docx 后重新选择。");
        }
    }

    /// <summary>All that it writes, as long as that stays within bounds.</summary>
    static string Taken(StreamReader output, Process process)
    {
        var (text, buffer) = (new StringBuilder(), new char[16384]);
        for (var read = output.Read(buffer); read > 0; read = output.Read(buffer))
        {
            if (text.Append(buffer, 0, read).Length <= TextLimit.Characters)
                continue;
            process.Kill();
            throw TextLimit.TooLong();
        }
        return text.ToString();
    }

    static UnreadableFileException Damaged() =>
        new("file-damaged", "这个 PDF 文件打不开：可能已损坏或设有密码。请重新下载或去掉密码后再选择，也可以另存为 .docx。");

    [GeneratedRegex("^[ \\t]*[—–-]?[ \\t]*\\d{1,3}[ \\t]*[—–-]?[ \\t]*$\\n?", RegexOptions.Multiline)]
    private static partial Regex PageNumberRegex();
}

using System.ComponentModel;
using System.Diagnostics;

namespace Tracker.Reports;

/// <summary>Old Word files (.doc, .wps) through LibreOffice, where the machine has it: they are turned into .docx first.</summary>
static class OldWordText
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    /// <exception cref="UnreadableFileException">There is no LibreOffice, or it can't open the file.</exception>
    public static ReportText Read(byte[] content, CancellationToken ct)
    {
        // The format is named: LibreOffice would take anything else for text in some encoding.
        var format = content.AsSpan().StartsWith("{\\rtf"u8) ? "Rich Text Format" : "MS Word 97";
        // A folder of its own, with a profile of its own: LibreOffice refuses to start twice on one profile.
        var folder = Directory.CreateTempSubdirectory("tracker-doc-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "report.doc"), content);
            Convert(folder, format, ct);
            var made = Path.Combine(folder, "out", "report.docx");
            return File.Exists(made) ? DocxText.Read(File.ReadAllBytes(made), ct) with { Format = "doc", Encoding = "LibreOffice" } : throw Damaged();
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    static void Convert(string folder, string format, CancellationToken ct)
    {
        var start = new ProcessStartInfo("soffice",
        [
            $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--norestore", "--nolockcheck",
            $"--infilter={format}", "--convert-to", "docx:MS Word 2007 XML", "--outdir", Path.Combine(folder, "out"), Path.Combine(folder, "report.doc"),
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception();
            // What is not taken off a pipe can hold the other side up.
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(patience);
            try
            {
                process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                ct.ThrowIfCancellationRequested();
                throw Damaged();
            }
            said.GetAwaiter().GetResult();
        }
        catch (Win32Exception)
        {
            throw new UnreadableFileException("doc-reader-missing", "旧版 Word（.doc）和 .wps 文件要由 LibreOffice 读取，这台服务器没有安装。请在 Word 或 WPS 中另存为 .docx 后重新选择，或请管理员安装 LibreOffice（Debian：apt-get install libreoffice-writer-nogui）。");
        }
    }

    static UnreadableFileException Damaged() =>
        new("file-damaged", "这个旧版 Word 文件打不开，可能已损坏或设有密码。请在 Word 或 WPS 中打开后另存为 .docx，再重新选择。");
}

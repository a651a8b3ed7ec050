using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>Files as large as they may be: memory is bounded, what is larger is refused, and reading can be given up.</summary>
public class LongFilesTests
{
    const long Megabyte = 1024 * 1024;
    const string Head = "青岚县2023年法治政府建设年度报告\n现将情况报告如下：\n一、主要举措和成效\n";
    const string Tail = "二、存在的问题\n（一）执法力量薄弱。\n三、2024年工作安排\n（一）充实执法队伍，招录6人。\n";
    const string Paragraph = "坚持把法治政府建设摆在全局工作的重要位置，召开专题会议研究部署，压实各级各部门责任，扎实推进行政执法规范化建设。\n";

    /// <summary>The heap of the whole program, which the runtime is not allowed to go beyond.</summary>
    [Fact]
    public async Task A_text_of_the_greatest_length_is_read_within_400_megabytes() =>
        await ReadsWithin(400, "全文.txt", Encoding.UTF8.GetBytes(Head + Repeated(ReportFile.LongestText - 1000) + Tail));

    [Fact]
    public async Task A_word_file_of_200_pages_is_read_within_64_megabytes() => await ReadsWithin(64, "报告.docx", Docx(Repeated(200 * 700)));

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Ctrl+C is sent as a signal, which Windows has not.")]
    public async Task Ctrl_C_ends_the_command_with_a_sentence()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("tracker-test-").FullName, "全文.txt");
        await File.WriteAllTextAsync(file, Head + Repeated(ReportFile.LongestText - 1000) + Tail);
        try
        {
            // The same file forty times: slow as the machine may be, the program listens by then and is far from the end.
            using var process = Command(["read", .. Enumerable.Repeat(file, 40)]);
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            await Task.Delay(TimeSpan.FromSeconds(6));
            using var signal = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await process.WaitForExitAsync();
            (process.ExitCode, await errors, await output).ShouldBe((130, "全文.txt：已取消。\n", ""));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, true);
        }
    }

    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact]
    public void A_longer_text_is_refused_with_what_to_do() =>
        DecodingTests.Refused("file-too-large", Encoding.UTF8.GetBytes(Head + Repeated(ReportFile.LongestText)), "a.txt").Message.ShouldContain("400 万字");

    [Fact]
    public void A_longer_word_file_is_refused_with_what_to_do() =>
        DecodingTests.Refused("file-too-large", Docx(Repeated(ReportFile.LongestText)), "a.docx").Message.ShouldContain("正文");

    [Fact]
    public void A_word_file_whose_styles_unfold_without_end_is_refused()
    {
        using var stream = new MemoryStream(Docx(Paragraph));
        using var bomb = new MemoryStream();
        stream.CopyTo(bomb);
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Update, true))
        using (var entry = archive.CreateEntry("word/styles.xml", CompressionLevel.Fastest).Open())
            for (var i = 0; i < 60; i++)
                entry.Write(new byte[Megabyte]);

        DecodingTests.Refused("file-too-large", bomb.ToArray(), "a.docx");
    }

    [Fact]
    public void Reading_tells_how_far_it_is_and_stops_when_told_to()
    {
        using var stop = new CancellationTokenSource();
        var told = new Told(share => { if (share >= 0.5) stop.Cancel(); });

        Should.Throw<OperationCanceledException>(() => ReportReader.Read(Head + Repeated(2000) + Tail, told, stop.Token));
        told.Shares[^1].ShouldBe(0.5);

        var whole = new Told(_ => { });
        ReportReader.Read(Head + Repeated(2000) + Tail, whole, CancellationToken.None);
        whole.Shares.ShouldBe(whole.Shares.Order());
        whole.Shares[^1].ShouldBe(1);
    }

    [Fact]
    public void Unpacking_stops_when_told_to() =>
        Should.Throw<OperationCanceledException>(() => ReportFile.Decode(Docx(Paragraph), "a.docx", new CancellationToken(true)));

    sealed class Told(Action<double> then) : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            Shares.Add(value);
            then(value);
        }
    }

    static string Repeated(int length) => string.Concat(Enumerable.Repeat(Paragraph, length / Paragraph.Length));

    static byte[] Docx(string text)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new(new Body((Head + text + Tail).Split('\n').Select(line => new Paragraph(new Run(new Text(line))))));
        return stream.ToArray();
    }

    static async Task ReadsWithin(int megabytes, string name, byte[] content)
    {
        var folder = Directory.CreateTempSubdirectory("tracker-test-").FullName;
        try
        {
            var file = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
            using var process = Command(["read", file], (megabytes * Megabyte).ToString("X", CultureInfo.InvariantCulture));
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            (process.ExitCode, await errors).ShouldBe((0, ""));
            (await output).ShouldContain("充实执法队伍");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    static Process Command(IEnumerable<string> arguments, string? heapLimit = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tracker.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        if (heapLimit is not null) start.Environment["DOTNET_GCHeapHardLimit"] = heapLimit;
        return Process.Start(start)!;
    }
}

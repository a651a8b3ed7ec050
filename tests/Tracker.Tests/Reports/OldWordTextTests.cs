using System.Diagnostics;
using System.Text;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class OldWordTextTests
{
    const string Absent = "LibreOffice (soffice) is not installed.";
    const string Words = "青岚县2023年法治政府建设年度报告\n一、存在的不足\n执法力量薄弱。";

    static bool Installed { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "soffice")));

    [Fact]
    public async Task An_old_word_file_is_read()
    {
        Assert.SkipUnless(Installed, Absent);

        var decoded = ReportFile.Decode(await OldFile(), "报告.doc");

        decoded.ShouldBe(new(Words, "doc", "LibreOffice"));
    }

    [Fact]
    public async Task Reading_it_can_be_given_up()
    {
        Assert.SkipUnless(Installed, Absent);
        var file = await OldFile();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Should.Throw<OperationCanceledException>(() => ReportFile.Decode(file, "报告.doc", soon.Token));
    }

    [Fact]
    public void A_page_under_the_old_ending_is_read_as_a_page() =>
        ReportFile.Decode(Encoding.UTF8.GetBytes("<html><body><p>存在的不足</p></body></html>"), "报告.doc").ShouldBe(new("存在的不足", "html", "UTF-8"));

    [Fact]
    public void A_picture_under_the_old_ending_is_refused() =>
        DecodingTests.Refused("file-damaged", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], "报告.doc");

    [Fact]
    public void What_LibreOffice_cannot_open_or_what_it_would_take_is_refused_with_what_to_do() =>
        DecodingTests.Refused(Installed ? "file-damaged" : "doc-reader-missing", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "报告.doc").Message.ShouldContain(".docx");

    /// <summary>The words as Word 97 keeps them, made by LibreOffice itself.</summary>
    static async Task<byte[]> OldFile()
    {
        var folder = Directory.CreateTempSubdirectory("tracker-test-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), Words, new UTF8Encoding(true), TestContext.Current.CancellationToken);
            using var made = Process.Start(new ProcessStartInfo("soffice",
                [$"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "doc:MS Word 97", "--outdir", folder, Path.Combine(folder, "a.txt")])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            await Task.WhenAll(made.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), made.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            return await File.ReadAllBytesAsync(Path.Combine(folder, "a.doc"), TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}

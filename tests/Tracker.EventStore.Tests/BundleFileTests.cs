using System.IO.Compression;
using System.Text;

namespace Tracker.EventStore.Tests;

/// <summary>Bundles as files: whole, cut short, and files that are none.</summary>
public sealed class BundleFileTests(PostgresFixture postgres) : BundleTests(postgres)
{
    [Fact]
    public async Task A_bundle_holds_each_field_as_the_database_prints_it()
    {
        await OpenAccountAsync(new AmountBooked(5, "“引号”\"\\\n换行"));
        await SealAsync();
        using var zip = new ZipArchive(await ExportAsync());
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["events.jsonl", "seals.jsonl", "leaves/1", "public-keys.pem", "manifest.json"]);
        using var reader = new StreamReader(zip.GetEntry("events.jsonl")!.Open());
        await reader.ReadLineAsync(Ct);
        using var line = System.Text.Json.JsonDocument.Parse((await reader.ReadLineAsync(Ct))!);
        var row = await RowsAsync("select data::text, extract(epoch from timestamp)::text, headers ->> 'chain' from mt_events where version = 2");
        row.Single().ShouldBe($"{Text("data")}|{Text("time")}|{Text("chain")}");
        zip.GetEntry("leaves/1")!.Length.ShouldBe(2 * 65);

        string? Text(string name) => line.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task An_empty_store_is_a_good_bundle()
    {
        var report = await VerifyAsync();
        (report.IsGood, report.Manifest.Events, report.LastSeal).ShouldBe((true, 0, null));
    }

    [Fact]
    public async Task A_bundle_cut_short_is_damaged()
    {
        await OpenAccountAsync(new AmountBooked(5));
        var bytes = (await ExportAsync()).ToArray();
        foreach (var length in new[] { 10, bytes.Length / 2, bytes.Length - 30 })
        {
            CodeOf(bytes[..length]).ShouldBe("bundle-damaged");
        }
    }

    [Fact]
    public void Another_file_is_no_bundle()
    {
        CodeOf([]).ShouldBe("not-a-bundle");
        CodeOf(Encoding.UTF8.GetBytes("法治政府建设年度报告")).ShouldBe("not-a-bundle");
        using var document = new MemoryStream();
        using (var zip = new ZipArchive(document, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("word/document.xml");
        }
        CodeOf(document.ToArray()).ShouldBe("not-a-bundle");
    }

    [Fact]
    public async Task Lines_that_are_missing_or_no_lines_are_told()
    {
        await OpenAccountAsync(new AmountBooked(5));
        CodeOf(await EditedAsync("events.jsonl", lines => lines[..1])).ShouldBe("bundle-incomplete");
        CodeOf(await EditedAsync("events.jsonl", lines => [lines[0], "{\"sequence\": "])).ShouldBe("bundle-damaged");
        CodeOf(await EditedAsync("events.jsonl", lines => [lines[0], "{}"])).ShouldBe("bundle-damaged");
        CodeOf(await EditedAsync("manifest.json", lines => [lines[0].Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)])).ShouldBe("bundle-newer");
        CodeOf(await EditedAsync("seals.jsonl", _ => null)).ShouldBe("bundle-incomplete");
    }

    [Fact]
    public async Task A_bundle_changed_after_the_export_is_found_too()
    {
        await OpenAccountAsync(new AmountBooked(5), new AmountBooked(6));
        await SealAsync();
        var bytes = await EditedAsync("events.jsonl", lines => [lines[0], lines[1].Replace(": 5", ": 50", StringComparison.Ordinal), lines[2]]);
        using var bundle = new MemoryStream(bytes);
        BundleVerification.Run(bundle, VerificationOptions.None).Findings.Single().Version.ShouldBe(2);
        using var doubled = new MemoryStream(await EditedAsync("events.jsonl", lines => [.. lines, lines[2]]));
        BundleVerification.Run(doubled, VerificationOptions.None).Findings.Single().Kind.ShouldBe(FindingKind.EventAdded);
    }

    async Task<byte[]> EditedAsync(string name, Func<string[], string[]?> edit)
    {
        var bundle = await ExportAsync();
        using (var zip = new ZipArchive(bundle, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(name)!;
            string text;
            using (var reader = new StreamReader(entry.Open()))
            {
                text = await reader.ReadToEndAsync(Ct);
            }
            entry.Delete();
            if (edit(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) is { } lines)
            {
                await using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                await writer.WriteAsync(string.Join('\n', lines));
            }
        }
        return bundle.ToArray();
    }

    static string CodeOf(byte[] file)
    {
        using var bundle = new MemoryStream(file);
        return Should.Throw<UnreadableBundleException>(() => BundleVerification.Run(bundle, VerificationOptions.None)).Code;
    }
}

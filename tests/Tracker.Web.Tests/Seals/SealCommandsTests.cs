using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tracker.People;
using Tracker.Tests;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Seals;

/// <summary>tracker seal, export and verify, as an administrator and an auditor use them.</summary>
public sealed class SealCommandsTests : IClassFixture<TestDatabase>, IDisposable
{
    readonly TestDatabase database;
    readonly string folder = Directory.CreateDirectory(TestServers.NewFolder("seal-commands")).FullName;

    public SealCommandsTests(TestDatabase database) => this.database = database;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sealed_and_exported_is_verified_elsewhere_and_a_change_is_named()
    {
        await using var store = TrackerStore.For(database.ConnectionString);
        await store.MigrateAsync(Ct);
        var unit = Town.NewId();
        await using (var session = store.OpenSession("li"))
        {
            session.StartStream<Unit>(unit, new UnitRegistered("青芦县司法局", "司法局", null, 0), new UnitRenamed("青芦县司法局（行政复议局）", "司法局"));
            await session.SaveChangesAsync(Ct);
        }

        var made = await Run("seal");
        (made.Code, made.Output).ShouldSatisfyAllConditions(
            () => made.Code.ShouldBe(0, made.Errors), () => made.Output.ShouldContain("事件数 events: 2"), () => made.Output.ShouldContain("已生成 1 份封存记录。"));
        (await Run("seal")).Output.ShouldContain("今天已封存，此后没有新事件。");
        var root = (await store.SealsAsync(1, ct: Ct)).Single().Root;
        await File.WriteAllTextAsync(In("public.pem"), (await Run("seal", "--public-key")).Output, Ct);

        (await Run("export", In("good.zip"))).Output.ShouldContain("已导出 2 个事件、1 份封存记录");
        (await Run("export", In("good.zip"))).Errors.ShouldContain("已存在");
        var alone = await Run("verify", In("good.zip"));
        (alone.Code, alone.Output.Contains("结论：未发现改动。", StringComparison.Ordinal), alone.Output.Contains("公钥取自包内", StringComparison.Ordinal)).ShouldBe((0, true, true));
        var kept = await Run("verify", In("good.zip"), "--public-key", In("public.pem"), "--root", $"1={root}");
        (kept.Code, kept.Output.Contains("公钥取自包内", StringComparison.Ordinal)).ShouldBe((0, false));

        await using (var connection = await store.OpenConnectionAsync(Ct))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $$"""
                alter table mt_events disable trigger user;
                update mt_events set data = jsonb_set(data, '{Name}', '"青芦县公安局"') where stream_id = '{{unit}}' and version = 2;
                alter table mt_events enable trigger user
                """;
            await command.ExecuteNonQueryAsync(Ct);
        }
        (await Run("export", In("bad.zip"))).Code.ShouldBe(0);
        var bad = await Run("verify", In("bad.zip"), "--public-key", In("public.pem"));
        bad.Code.ShouldBe(1);
        bad.Output.ShouldContain("结论：已被改动，共发现 1 处。");
        bad.Output.ShouldContain($"第一个被改动的事件：流 {unit} 的第 2 个事件（序号 2，unit_renamed，");
        bad.Output.ShouldContain("已被修改，与第 1 号封存记录");

        var json = await Run("verify", In("bad.zip"), "--json");
        using var document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("good").GetBoolean().ShouldBeFalse();
        var first = document.RootElement.GetProperty("firstEvent");
        (first.GetProperty("kind").GetString(), first.GetProperty("streamId").GetGuid(), first.GetProperty("version").GetInt64()).ShouldBe(("event_changed", unit, 2));

        (await Run("verify", In("good.zip"), "--root", $"1={new string('a', 64)}")).ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(1), run => run.Output.ShouldContain("留存的第 1 号摘要与包内不符"));
        (await Run("verify", In("good.zip"), "--root", "12345")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Errors.ShouldContain("不是摘要"));
        (await Run("verify", In("good.zip"), "--public-key", In("good.zip"))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Errors.ShouldContain("不是公钥文件"));

        var whole = await File.ReadAllBytesAsync(In("good.zip"), Ct);
        await File.WriteAllBytesAsync(In("short.zip"), whole[..(whole.Length / 2)], Ct);
        (await Run("verify", In("short.zip"))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Errors.ShouldContain("已损坏"));
    }

    [Fact]
    public async Task A_file_that_is_no_bundle_gets_a_sentence()
    {
        await File.WriteAllTextAsync(In("报告.docx"), "法治政府建设年度报告", Ct);
        var wrong = await Run("verify", In("报告.docx"), "--json");
        (wrong.Code, wrong.Output).ShouldBe((2, ""));
        wrong.Errors.ShouldContain("报告.docx 不是本程序的导出包。请选择 tracker export 导出的 .zip 文件。（not-a-bundle）");
        (await Run("verify", In("没有.zip"))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(2), run => run.Errors.ShouldContain("文件不存在"));
    }

    string In(string name) => Path.Combine(folder, name);

    async Task<CommandRun> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tracker.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["ConnectionStrings__Tracker"] = database.ConnectionString;
        start.Environment["Tracker__SealKey"] = In("seal.pem");
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return new(process.ExitCode, await output, await errors);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    sealed record CommandRun(int Code, string Output, string Errors);
}

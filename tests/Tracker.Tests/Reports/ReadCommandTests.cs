using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Tracker.Tests.Reports;

public class ReadCommandTests
{
    static readonly string report = Path.Combine(AppContext.BaseDirectory, "Reports", "Shapes", "town-regular.txt");

    [Fact]
    public async Task Json_is_all_that_comes_out()
    {
        var (code, output, errors) = await Run("read", report, "--json");

        using var json = JsonDocument.Parse(output);
        var document = json.RootElement.GetProperty("documents")[0];
        document.GetProperty("published").GetString().ShouldBe("2024-01-18");
        var plan = document.GetProperty("plans")[0];
        plan.GetProperty("title").GetString().ShouldBe("充实执法队伍");
        plan.GetProperty("limitOn").GetString().ShouldBe("2024-06-30");
        File.ReadAllText(report)[plan.GetProperty("start").GetInt32()..plan.GetProperty("end").GetInt32()].ShouldBe(plan.GetProperty("text").GetString());
        errors.ShouldBeEmpty();
        code.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_are_still_printed()
    {
        var (code, output, errors) = await Run("read", "没有.txt", report, "--json");

        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("documents").GetArrayLength().ShouldBe(1);
        errors.ShouldContain("没有.txt");
        code.ShouldBe(1);
    }

    [Fact]
    public async Task People_get_the_findings_in_Chinese()
    {
        var (code, output, _) = await Run("read", report);

        output.ShouldContain("下一年度安排");
        output.ShouldContain("充实执法队伍");
        code.ShouldBe(0);
    }

    static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tracker.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}

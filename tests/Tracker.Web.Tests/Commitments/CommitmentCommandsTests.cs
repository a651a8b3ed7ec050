using System.Globalization;

namespace Tracker.Web.Tests.Commitments;

/// <summary>tracker commitments and tracker commitment: the life of a commitment without a page.</summary>
public sealed class CommitmentCommandsTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commitment_goes_through_its_life_by_the_command_line()
    {
        var id = await town.Register("命令行办理的事项");
        var (due, later) = (Day(60), Day(90));
        var file = Path.Combine(Path.GetTempPath(), $"{id}.pdf");
        await File.WriteAllBytesAsync(file, Town.Pdf, Ct);
        try
        {
            (await Did("assign", id, "supervisor", "--lead", town.Roads.Name, "--with", town.Parks.Name, "--due", due, "--standard", "全覆盖", "--kind", "Immediate", "--if-version", "1")).ShouldBe(2);
            (await Did("accept", id, "officer")).ShouldBe(3);
            (await Did("progress", id, "officer", "--text", "已启动", "--percent", "40")).ShouldBe(4);
            (await Did("limit", id, "supervisor", "--to", later, "--reason", "统一部署")).ShouldBe(5);
            (await Did("comment", id, "supervisor", "--text", "请抓紧。", "--key", $"comment {id}")).ShouldBe(6);
            (await Did("comment", id, "supervisor", "--text", "请抓紧。", "--key", $"comment {id}")).ShouldBe(6);
            (await Did(["evidence", $"{id}", file], "officer")).ShouldBe(7);
            (await Did("submit", id, "officer", "--statement", "已完成")).ShouldBe(8);
            (await Did("return", id, "reviewer", "--missing", "缺评查通报")).ShouldBe(9);
            (await Did("submit", id, "officer", "--statement", "已补")).ShouldBe(10);
            (await Did("close", id, "reviewer", "--outcome", "Done", "--checked")).ShouldBe(11);
            (await Did("reopen", id, "reviewer", "--reason", "未能保持")).ShouldBe(12);
        }
        finally
        {
            File.Delete(file);
        }

        var shown = (await Run("commitments", "show", $"{id}", "--as", "officer", "--json")).Json;
        (shown.GetProperty("status").GetString(), shown.GetProperty("version").GetInt64(), shown.GetProperty("dueOn").GetString()).ShouldBe(("Underway", 12, later));
        var events = (await Run("commitments", "events", "--as", "supervisor", "--type", "commitment_reopened", "--limit", "500", "--json")).Json.GetProperty("events").EnumerateArray();
        events.ShouldContain(e => e.GetProperty("commitmentId").GetGuid() == id && e.GetProperty("data").GetProperty("reason").GetString() == "未能保持");
    }

    [Fact]
    public async Task A_list_is_cut_to_the_persons_scope()
    {
        var organization = Town.NewOrganization();
        var id = await town.Assigned("命令行列出的事项", organization);
        (await Run("commitments", "list", "--as", "officer", "--organization", organization, "--json")).Json.GetProperty("rows").EnumerateArray()
            .Single().GetProperty("id").GetGuid().ShouldBe(id);
        (await Run("commitments", "list", "--as", "stranger", "--organization", organization, "--json")).Json.GetProperty("total").GetInt64().ShouldBe(0);
        (await Run("commitments", "show", $"{id}", "--as", "stranger")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("没有找到这个事项"));
    }

    [Fact]
    public async Task What_a_rule_forbids_is_told_in_a_sentence_with_its_code()
    {
        var id = await town.Assigned("命令行办不成的事项");
        (await Run("commitment", "progress", $"{id}", "--as", "officer", "--text", "已启动")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("not-accepted"));
        (await Run("commitment", "accept", $"{id}", "--as", "officer", "--if-version", "1")).Errors.ShouldContain("stale");
        (await Run("commitment", "close", $"{id}", "--as", "officer", "--outcome", "Done")).Errors.ShouldContain("您的角色不能办理这一步");
        (await Run("commitment", "reassign", $"{id}", "--as", "supervisor", "--lead", "没有的局", "--reason", "调整")).Errors.ShouldContain("unit-unknown");
        (await Run("commitment", "accept", $"{id}", "--as", "nobody")).Errors.ShouldContain("login-unknown");
    }

    string Day(int days) => town.Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    Task<CommandRun> Run(params string[] arguments) => CommandLine.Run(town.ConnectionString, arguments);

    Task<long> Did(string verb, Guid id, string login, params string[] options) => Did([verb, $"{id}"], login, options);

    async Task<long> Did(string[] what, string login, params string[] options)
    {
        var run = await Run(["commitment", .. what, "--as", login, "--json", .. options]);
        run.Code.ShouldBe(0, run.Errors);
        return run.Json.GetProperty("version").GetInt64();
    }
}

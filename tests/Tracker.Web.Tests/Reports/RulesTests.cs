using System.Net;
using Tracker.People;

namespace Tracker.Web.Tests.Reports;

/// <summary>核查规则 as an administrator keeps them, and the remarks that follow.</summary>
[Collection(nameof(ReportsApp))]
public class RulesTests(ReportsApp app)
{
    static (string, string)[] Rule(string? code, string name, string month, string day, string from = "2019-04-15", string source = "本市规定") =>
        [("Form.Code", code ?? ""), ("Form.Genre", "LawBasedGovernmentReport"), ("Form.Check", "PublishedBefore"), ("Form.Name", name), ("Form.Month", month), ("Form.Day", day), ("Form.From", from), ("Form.Source", source)];

    [Fact]
    public async Task Remarks_follow_the_rules_that_are_kept()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var text = ReportsApp.Seed("jichuan/2023.txt");
        var report = await supervisor.Import(text, ReportsApp.NewTown(), 2023);
        report.Words.ShouldContain("核查意见");
        report.Words.ShouldContain("《法治政府建设与责任落实督察工作规定》第二十四条");

        var administrator = await app.SignIn(Role.Administrator);
        var page = await administrator.Get("/admin/rules");
        page.Words.ShouldContain("4月1日之前向社会公开");
        (await administrator.Send(page, "/admin/rules", Rule(null, "元旦前向社会公开", "1", "1"))).Location.ShouldBe("/admin/rules");
        (await administrator.Get("/admin/rules")).Words.ShouldContain("次年 1 月 1 日之前");

        (await supervisor.Get($"/reports/{report.ReportId}")).Words.ShouldContain("元旦前向社会公开（逾期）");
        page = await administrator.Get("/admin/rules");
        var code = page.Html.Split("own-")[1][..32];
        await administrator.Send(page, "/admin/rules?handler=Restore", ("code", $"own-{code}"));
        (await supervisor.Get($"/reports/{report.ReportId}")).Words.ShouldNotContain("元旦前向社会公开");
    }

    [Theory]
    [InlineData("", "4", "1", "请填写规则名称")]
    [InlineData("期限", "2", "30", "请填写公开期限的月和日")]
    [InlineData("期限", "", "", "请填写公开期限的月和日")]
    [InlineData("期限", "四", "1", "请填写生效日期")]
    public async Task A_rule_that_can_not_be_is_refused_and_what_was_typed_is_kept(string name, string month, string day, string sentence)
    {
        var administrator = await app.SignIn(Role.Administrator);
        var page = await administrator.Get("/admin/rules");

        var refused = await administrator.Send(page, "/admin/rules", Rule("law-published", name, month, day, source: "打过的依据"));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Words.ShouldContain(sentence);
        refused.Html.ShouldContain("value=\"打过的依据\"");
    }

    [Fact]
    public async Task Others_see_no_rules()
    {
        var supervisor = await app.SignIn(Role.Supervisor);

        (await supervisor.Get("/admin/rules")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}

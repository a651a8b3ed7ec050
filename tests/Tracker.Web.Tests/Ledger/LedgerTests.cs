using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Ledger;

public class LedgerTests(Town town)
{
    [Fact]
    public async Task Each_filter_narrows_the_ledger()
    {
        var organization = Town.NewOrganization();
        await town.Register("尚未派单的计划", organization, ItemKind.Plan);
        await town.Assigned("绿灯的事项", organization, dueInDays: 60);
        await town.Underway("黄灯的事项", organization, dueInDays: 10);
        await town.Underway("红灯的事项", organization, dueInDays: -3);
        var closed = await town.Submitted("已销号的事项", organization);
        await town.Do(closed, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        var supervisor = await town.SignIn("supervisor");
        async Task<IEnumerable<string>> Titles(string filter) => TitlesOf(await supervisor.Get($"/ledger?organization={Uri.EscapeDataString(organization)}&{filter}"));

        (await Titles("")).ShouldBe(["红灯的事项", "黄灯的事项", "绿灯的事项", "尚未派单的计划", "已销号的事项"]);
        (await Titles("light=Red")).ShouldBe(["红灯的事项"]);
        (await Titles("light=Yellow")).ShouldBe(["黄灯的事项"]);
        (await Titles("light=Green")).ShouldBe(["绿灯的事项"]);
        (await Titles("status=Registered")).ShouldBe(["尚未派单的计划"]);
        (await Titles("status=open")).Count().ShouldBe(4);
        (await Titles("kind=Plan")).ShouldBe(["尚未派单的计划"]);
        (await Titles("year=2023")).ShouldBeEmpty();
        (await Titles($"unit={town.Parks.Id}")).Count().ShouldBe(4);
        (await Titles($"unit={town.Archive.Id}")).ShouldBeEmpty();
        (await Titles("sort=Changed")).First().ShouldBe("已销号的事项");
        (await Titles("status=nonsense&light=nonsense&page=nonsense")).Count().ShouldBe(5);
    }

    [Fact]
    public async Task A_row_shows_light_and_state_in_words_and_both_limits()
    {
        var organization = Town.NewOrganization();
        var id = await town.Underway("延过期的事项", organization, dueInDays: -3);
        await town.Do(id, new ChangeLimit(town.Today.AddDays(20), "统一部署"), town.Supervisor);

        var page = await (await town.SignIn("reader")).Get($"/ledger?organization={Uri.EscapeDataString(organization)}");

        page.Html.ShouldContain("""<span class="light light-yellow">黄灯 临期</span>""");
        page.Html.ShouldContain("""<span class="state state-underway">办理中</span>""");
        page.Words.ShouldContain($"{town.Today.AddDays(20):yyyy-MM-dd} 原时限 {town.Today.AddDays(-3):yyyy-MM-dd}");
    }

    [Fact]
    public async Task A_department_sees_what_its_units_lead_or_help_with()
    {
        var organization = Town.NewOrganization();
        await town.Assigned("交通局牵头、园林局配合", organization);
        await town.Register("还没有派给谁", organization);
        var address = $"/ledger?organization={Uri.EscapeDataString(organization)}";

        TitlesOf(await (await town.SignIn("officer")).Get(address)).ShouldBe(["交通局牵头、园林局配合"]);
        TitlesOf(await (await town.SignIn("helper")).Get(address)).ShouldBe(["交通局牵头、园林局配合"]);
        TitlesOf(await (await town.SignIn("stranger")).Get(address)).ShouldBeEmpty();
        TitlesOf(await (await town.SignIn("stranger")).Get($"{address}&unit={town.Roads.Id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_sees_his_own_write_at_once()
    {
        var organization = Town.NewOrganization();
        var id = await town.Assigned("刚刚签收的事项", organization);
        var officer = await town.SignIn("officer");

        await officer.Act(id, "Accept");

        (await officer.Get($"/ledger?organization={Uri.EscapeDataString(organization)}")).Words.ShouldContain("办理中 第 1–1 条");
    }

    [Fact]
    public async Task Long_lists_come_in_pages_that_keep_the_filter()
    {
        var organization = Town.NewOrganization();
        for (var i = 0; i < 51; i++) await town.Register($"第{i}件", organization);
        var supervisor = await town.SignIn("supervisor");

        var first = await supervisor.Get($"/ledger?organization={Uri.EscapeDataString(organization)}");
        TitlesOf(first).Count().ShouldBe(50);
        var next = System.Net.WebUtility.HtmlDecode(Regex.Match(first.Html, """rel="next" href="([^"]+)""").Groups[1].Value);
        TitlesOf(await supervisor.Get(next)).Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_list_says_how_to_go_on()
    {
        (await (await town.SignIn("supervisor")).Get("/ledger?year=1999")).Words.ShouldContain("请放宽筛选条件");
        (await (await town.SignIn("stranger")).Get("/ledger?year=1999")).Words.ShouldContain("请放宽筛选条件");
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in() =>
        (await new Visitor(town.CreateClient(new() { AllowAutoRedirect = false })).Get("/ledger")).Location.ShouldNotBeNull().ShouldContain("/sign-in");

    static IEnumerable<string> TitlesOf(Seen page) =>
        Regex.Matches(page.Html, """<td class="wide"><a [^>]*>([^<]*)</a>""").Select(title => title.Groups[1].Value);
}

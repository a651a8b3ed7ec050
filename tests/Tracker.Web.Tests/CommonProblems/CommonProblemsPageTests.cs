using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.CommonProblems;

/// <summary>The commitments of this class have a matter that no other test's have: 水库移民后期扶持.</summary>
public class CommonProblemsPageTests(Town town)
{
    const string First = "水库移民后期扶持资金拨付滞后", Second = "水库移民后期扶持资金拨付仍不及时", Third = "对水库移民的后期扶持资金监管拨付不到位";

    [Fact]
    public async Task A_problem_of_several_organisations_stands_once_with_its_members_and_how_others_closed_it()
    {
        var (mine, other) = (Town.NewOrganization(), Town.NewOrganization());
        var open = await town.Underway(First, mine);
        var closed = await town.Submitted(Second, other);
        await town.Do(closed, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);

        var page = await (await town.SignIn("supervisor")).Get($"/common-problems?organization={mine}");

        var cluster = Cluster(page, open);
        cluster.ShouldContain($"/commitments/{closed}");
        cluster.ShouldContain("水库移民后期扶持资金拨付");
        var words = Words(cluster);
        words.ShouldMatch("\\d+ 个单位、\\d+ 项，年度 2024 ");
        words.ShouldContain($"{mine} 2024 年度");
        words.ShouldContain("其他单位如何销号（");
        words.ShouldContain("已完成全部评查。");
        words.ShouldContain("牵头单位：青苇市交通局");
        words.ShouldContain($"{town.Today:yyyy-MM-dd} 销号");
        words.ShouldContain("佐证材料 1 份");
    }

    [Fact]
    public async Task Ones_own_closing_is_not_shown_as_that_of_others()
    {
        var (mine, other) = (Town.NewOrganization(), Town.NewOrganization());
        var own = await town.Submitted($"信访积案包案化解{First}", mine);
        await town.Do(own, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        await town.Register($"信访积案包案化解{First}", other);

        var supervisor = await town.SignIn("supervisor");
        (await supervisor.Get($"/common-problems?organization={other}&closed=true")).Html.ShouldContain($"/commitments/{own}");
        var page = await supervisor.Get($"/common-problems?organization={mine}");
        page.Html.ShouldContain($"/commitments/{own}");
        Regex.Match(page.Html, "<details class=\"closings\">(?:(?!</details>).)*", RegexOptions.Singleline).Value.ShouldNotContain($"/commitments/{own}");
    }

    [Fact]
    public async Task What_was_ended_undone_teaches_nobody()
    {
        var (mine, other) = (Town.NewOrganization(), Town.NewOrganization());
        var ended = await town.Submitted("古树名木挂牌养护经费缺口", other);
        await town.Do(ended, new CloseCommitment(Outcome.NotDone, "经费没有落实"), town.Reviewer);
        var id = await town.Register("古树名木挂牌养护经费缺口较大", mine);
        var supervisor = await town.SignIn("supervisor");

        Words(Cluster(await supervisor.Get($"/common-problems?organization={mine}"), id)).ShouldContain("尚无可供借鉴的销号");
        (await supervisor.Get($"/common-problems?organization={mine}&closed=true")).Words.ShouldContain("没有符合条件的共性问题");
    }

    [Fact]
    public async Task A_department_sees_only_its_own_commitments()
    {
        var (one, two, foreign) = (Town.NewOrganization(), Town.NewOrganization(), Town.NewOrganization());
        var first = await town.Assigned(First, one);
        await town.Assigned(Second, two);
        var hidden = await town.Assigned(Third, foreign, lead: town.Watch);

        var officer = await (await town.SignIn("officer")).Get($"/common-problems?organization={one}");
        Cluster(officer, first).ShouldNotContain($"{hidden}");
        officer.Html.ShouldNotContain(foreign);
        var supervisor = await (await town.SignIn("supervisor")).Get($"/common-problems?organization={one}");
        Cluster(supervisor, first).ShouldContain($"/commitments/{hidden}");
        // What other tests give that unit to do may stand there; these towns don't.
        var stranger = await (await town.SignIn("stranger")).Get("/common-problems");
        stranger.Status.ShouldBe(200);
        foreach (var organization in (string[])[one, two, foreign]) stranger.Html.ShouldNotContain(organization);
    }

    [Fact]
    public async Task More_clusters_and_closings_need_no_more_statements()
    {
        var (one, two) = (Town.NewOrganization(), Town.NewOrganization());
        async Task Pair(string title)
        {
            await town.Register(title, one);
            var id = await town.Submitted(title, two);
            await town.Do(id, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        }
        await Pair("殡葬服务收费公示缺失");
        var supervisor = await town.SignIn("supervisor");
        var path = $"/common-problems?organization={one}";
        await supervisor.Get(path);
        var few = await CountedStatements.Of(request => supervisor.Client.SendAsync(request, TestContext.Current.CancellationToken), path);
        foreach (var title in new[] { "渔船动态监控设备老旧", "烟花爆竹零售点布局混乱", "地名标志设置缺漏" }) await Pair(title);

        var many = await CountedStatements.Of(request => supervisor.Client.SendAsync(request, TestContext.Current.CancellationToken), path);

        Regex.Count((await supervisor.Get(path)).Html, "<li class=\"panel\">").ShouldBe(4);
        many.ShouldBe(few);
    }

    [Fact]
    public async Task The_boards_lead_there()
    {
        (await (await town.SignIn("supervisor")).Get("/boards")).Html.ShouldContain("href=\"/common-problems\"");
        (await (await town.SignIn("officer")).Get("/boards")).Html.ShouldContain("href=\"/common-problems\"");
    }

    [Fact]
    public async Task A_stranger_signs_in_first() =>
        (await new Visitor(town.CreateClient(new() { AllowAutoRedirect = false })).Get("/common-problems")).Location.ShouldNotBeNull().ShouldContain("/sign-in");

    /// <summary>The panel in which a commitment stands.</summary>
    static string Cluster(Seen page, Guid commitment) =>
        page.Html.Split("<li class=\"panel\">").Skip(1).SingleOrDefault(panel => panel.Contains($"/commitments/{commitment}", StringComparison.Ordinal))
            .ShouldNotBeNull(page.Words);

    static string Words(string html) => new Seen(200, html, null).Words;
}

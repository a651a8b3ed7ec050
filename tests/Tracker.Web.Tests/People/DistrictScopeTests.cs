using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>A supervisor over a part of the town: within it he does what a supervisor does, beyond it he finds nothing.</summary>
public sealed class DistrictScopeTests(Town town)
{
    [Fact]
    public async Task He_sees_what_his_units_work_on_and_what_their_reports_promised()
    {
        var district = await District.In(town);
        var person = await district.Person("督办员", district.Government, district.Government, Role.Supervisor);
        var within = await town.Assigned("区内承诺事项", lead: district.Team);
        var promised = await town.Register("区报告承诺事项", organization: district.Government.Name);
        var beyond = await town.Assigned("区外承诺事项");
        var visitor = await town.SignIn(person.Name);

        var ledger = await visitor.Get("/ledger");
        ledger.Html.ShouldContain($"/commitments/{within}");
        ledger.Html.ShouldContain($"/commitments/{promised}");
        ledger.Html.ShouldNotContain($"/commitments/{beyond}");
        (await visitor.Get($"/commitments/{within}")).Status.ShouldBe(200);
        (await visitor.Get($"/commitments/{beyond}")).Status.ShouldBe(404);
        var boards = (await visitor.Get("/boards")).Words;
        boards.ShouldContain(district.Team.Name);
        boards.ShouldNotContain(town.Roads.Name);
    }

    [Fact]
    public async Task Acting_beyond_it_is_answered_as_not_found()
    {
        var district = await District.In(town);
        var actor = await district.Actor(await district.Person("督办员", district.Government, district.Government, Role.Supervisor));
        var beyond = await town.Assigned("区外事项");
        await Should.ThrowAsync<NotFoundException>(() => town.Do(beyond, new CommentOnCommitment("看一眼"), actor));
        var within = await town.Assigned("区内事项", lead: district.Team);
        await town.Do(within, new CommentOnCommitment("请抓紧"), actor);
        (await town.History(within)).OfType<Commented>().Single().By.UnitName.ShouldBe(district.Government.Name);
    }

    [Fact]
    public async Task He_confirms_and_imports_only_reports_of_his_own_organisations()
    {
        var district = await District.In(town);
        var actor = await district.Actor(await district.Person("督办员", district.Government, district.Government, Role.Supervisor));
        actor.Where(Right.ConfirmItems).CoversReportsOf(district.Government.Name).ShouldBeTrue();
        actor.Where(Right.ConfirmItems).CoversReportsOf("青苇市人民政府").ShouldBeFalse();
        await using var connection = await town.Store.OpenConnectionAsync(TestContext.Current.CancellationToken);
        (await ReportsQuery.Count(connection, actor, TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task An_administrator_of_the_district_manages_its_people_and_finds_no_others()
    {
        var district = await District.In(town);
        var admin = await town.SignIn((await district.Person("管理员", district.Government, district.Government, Role.Administrator)).Name);
        var officer = await district.Person("承办人", district.Team, null, Role.DepartmentOfficer);
        var page = await admin.Get("/admin");
        page.Words.ShouldContain(officer.Name);
        page.Words.ShouldNotContain("苏督办");
        page.Words.ShouldNotContain("后台任务");
        (await admin.Get($"/admin/people/{officer.Id}")).Status.ShouldBe(200);
        (await admin.Get($"/admin/people/{town.Supervisor.Id}")).Status.ShouldBe(404);
        (await admin.Send("/admin", "/admin?handler=Invite", ("person", $"{town.Supervisor.Id}"))).Status.ShouldBe(404);
        (await admin.Get($"/admin/units/{town.Roads.Id}")).Status.ShouldBe(404);
        (await admin.Get("/admin/rules")).Status.ShouldBe(403);
        (await admin.Send("/admin", "/admin?handler=Person", ("PersonName", "越权者"), ("Login", $"{district.Name}越权"), ("UnitId", $"{district.Team.Id}"), ("Roles", "Administrator"))).Words.ShouldContain("超出了您自己的管理范围");
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.Recurrences;

/// <summary>The reports of 2021 and 2024 name the same problems; that of 2022 is another year's.</summary>
[Collection(nameof(ReportsApp))]
public class RecurrencesTests(ReportsApp app)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_problem_named_again_after_three_years_is_one_chain()
    {
        var (town, first, _) = await ThreeReports();
        var title = (await app.Read(first)).Report.Items[0].Item.Title;

        var page = await (await app.SignIn(Role.Reader)).Get(Of(town));

        page.Words.ShouldContain(title);
        page.Words.ShouldMatch("个年度提出：2021、(2022、)?2024");
        page.Html.ShouldMatch("href=\"/reports/[0-9a-f-]{36}\\?from=\\d+&(amp;)?to=\\d+#passage\"");
        page.Html.ShouldNotContain("handler=Decide");
    }

    [Fact]
    public async Task What_was_closed_and_is_named_again_says_so_with_both_years()
    {
        var (town, first, _) = await ThreeReports();
        var problem = (await app.Read(first)).Report.Items[0].Item.Id;
        var outsider = new Actor(Guid.CreateVersion7(), "傅复核", Guid.CreateVersion7(), "市考核办", [Role.Reviewer, Role.Supervisor, Role.DepartmentOfficer]);
        var unit = new UnitRef(Guid.CreateVersion7(), "市交通局");
        var officer = new Actor(Guid.CreateVersion7(), "严承办", unit.Id, unit.Name, [Role.DepartmentOfficer]);
        var commitments = app.Services.GetRequiredService<CommitmentHandler>();
        await commitments.Handle(problem, new AssignCommitment(unit, [], null, null, new(2040, 12, 31), "整改到位", RectificationKind.Phased), outsider, null, null, Ct);
        await commitments.Handle(problem, new AcceptAssignment(), officer, null, null, Ct);
        await commitments.Attach(problem, Town.Pdf, "通报.pdf", null, officer, null, Ct);
        await commitments.Handle(problem, new SubmitClosing("已整改到位。"), officer, null, null, Ct);
        await commitments.Handle(problem, new CloseCommitment(Outcome.Done, null, Town.AllHeld), outsider, null, null, Ct);
        var reader = await app.SignIn(Role.Reader);
        var thisYear = app.Services.GetRequiredService<InstallationClock>().Today.Year;
        (await reader.Get(Of(town) + "&closed=true")).Words.ShouldNotContain("年已销号");
        // Named by the report of the year in which it was closed: it did not hold.
        var supervisor = await app.SignIn(Role.Supervisor);
        await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), town, thisYear);

        var page = await reader.Get(Of(town) + "&closed=true");

        page.Words.ShouldContain($"{thisYear} 年已销号，{thisYear} 年度报告再次提出");
        Regex.Count(page.Html, "<ol class=\"chain\">").ShouldBe(1);
    }

    [Fact]
    public async Task A_reviewer_takes_out_what_is_another_problem_and_may_put_it_back()
    {
        var town = ReportsApp.NewTown();
        var supervisor = await app.SignIn(Role.Supervisor);
        var first = await Confirmed(supervisor, "jichuan/2023.txt", town, 2021);
        var third = await Confirmed(supervisor, "jichuan/2023.txt", town, 2024);
        var item = (await app.Read(first)).Report.Items[0].Item;
        var (problem, title) = (item.Id, item.Title);
        var reviewer = await app.SignIn(Role.Reviewer);
        var page = await reviewer.Get(Of(town));
        Chain(page, title).ShouldContain("2024");

        await reviewer.Send(page, "/recurrences?handler=Decide", ("Commitment", $"{problem}"), ("Report", $"{third}"), ("Same", "false"), ("Note", "是另一问题"), ("ReturnUrl", Of(town)));

        var after = await reviewer.Get(Of(town));
        after.Words.ShouldContain("已认定不是同一问题。");
        Chain(after, title).ShouldBeEmpty();
        var own = await reviewer.Get($"/commitments/{problem}");
        own.Words.ShouldContain("Reviewer 认定不是同一问题 是另一问题");

        await reviewer.Send(own, "/recurrences?handler=Decide", ("Commitment", $"{problem}"), ("Report", $"{third}"), ("Same", "true"), ("ReturnUrl", Of(town)));
        (await reviewer.Get(Of(town))).Words.ShouldContain("Reviewer 认定为同一问题");
    }

    [Fact]
    public async Task A_reviewer_adds_what_comparing_did_not_find()
    {
        var town = ReportsApp.NewTown();
        var supervisor = await app.SignIn(Role.Supervisor);
        var first = await Confirmed(supervisor, "jichuan/2023.txt", town, 2021);
        var later = await Confirmed(supervisor, "qinglu/2022.txt", town, 2024);
        var item = (await app.Read(first)).Report.Items[0].Item;
        var other = (await app.Read(later)).Report.Items.First(each => each.Item.Kind is Tracker.Reports.ItemKind.Problem).Item;
        var reviewer = await app.SignIn(Role.Reviewer);
        var page = await reviewer.Get($"/commitments/{item.Id}");
        page.Html.ShouldContain($"<option value=\"{other.Id}\">");

        await reviewer.Send(page, "/recurrences?handler=Add", ("Commitment", $"{item.Id}"), ("Other", $"{other.Id}"), ("Note", "实为同一问题"), ("ReturnUrl", Of(town)));

        var chains = await reviewer.Get(Of(town));
        Chain(chains, item.Title).ShouldBe("2021、2024");
        chains.Words.ShouldContain(other.Title);
        (await reviewer.Get($"/commitments/{item.Id}")).Words.ShouldContain("Reviewer 认定为同一问题 实为同一问题");
        // Earlier years don't name later problems again.
        var refused = await reviewer.Send(page, "/recurrences?handler=Add", ("Commitment", $"{other.Id}"), ("Other", $"{item.Id}"));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Words.ShouldContain("请选择同一单位以后年度报告中的问题");
    }

    [Fact]
    public async Task Only_a_reviewer_decides()
    {
        var (town, first, third) = await ThreeReports();
        var supervisor = await app.SignIn(Role.Supervisor);
        var sent = await supervisor.Send(await supervisor.Get(Of(town)), "/recurrences?handler=Decide",
            ("Commitment", $"{(await app.Read(first)).Report.Items[0].Item.Id}"), ("Report", $"{third}"), ("Same", "false"));
        sent.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_department_sees_the_problems_of_its_own_units_only()
    {
        var (town, first, _) = await ThreeReports();
        var title = (await app.Read(first)).Report.Items[0].Item.Title;

        var officer = await app.SignIn(Role.DepartmentOfficer);

        var asked = await officer.Get(Of(town));
        asked.Words.ShouldContain("还没有再次提出的问题");
        asked.Words.ShouldNotContain(title);
        // What other tests give this unit to do may stand there; this town doesn't.
        var own = await officer.Get("/recurrences");
        own.Status.ShouldBe(HttpStatusCode.OK);
        own.Words.ShouldNotContain(town);
    }

    [Fact]
    public async Task Reports_may_come_in_any_order()
    {
        var town = ReportsApp.NewTown();
        var supervisor = await app.SignIn(Role.Supervisor);
        await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), town, 2024);
        var first = await Confirmed(supervisor, "jichuan/2023.txt", town, 2021);

        (await supervisor.Get(Of(town))).Words.ShouldContain("2 个年度提出：2021、2024");
        (await app.Read(first)).Report.Items.ShouldNotBeEmpty();
    }

    // The years of the chain that begins with this problem; empty where there is none.
    static string Chain(PageSeen page, string title) =>
        Regex.Match(page.Words, Regex.Escape(title) + "\\s+\\d 个年度提出：([0-9、]+)").Groups[1].Value;

    static string Of(string town) => $"/recurrences?organization={Uri.EscapeDataString(town)}";

    async Task<(string Town, Guid First, Guid Third)> ThreeReports()
    {
        var town = ReportsApp.NewTown();
        var supervisor = await app.SignIn(Role.Supervisor);
        var first = await Confirmed(supervisor, "jichuan/2023.txt", town, 2021);
        await Confirmed(supervisor, "jichuan/2024.txt", town, 2022);
        return (town, first, await Confirmed(supervisor, "jichuan/2023.txt", town, 2024));
    }

    static async Task<Guid> Confirmed(Browser supervisor, string seed, string town, int year)
    {
        var page = await supervisor.Import(ReportsApp.Seed(seed), town, year);
        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=ConfirmAll");
        return page.ReportId;
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.YearLinks;

[Collection(nameof(ReportsApp))]
public class ReportLinksTests(ReportsApp app)
{
    [Fact]
    public async Task Each_commitment_of_the_year_before_stands_beside_passages_of_the_later_report()
    {
        var (later, _) = await app.TwoYears();

        var page = await (await app.SignIn(Role.Reader)).Get($"/reports/{later}/links");

        page.Words.ShouldContain("行政执法规范化水平有待提升");
        page.Html.ShouldContain("待认定");
        page.Html.ShouldMatch($"href=\"/reports/{later}\\?from=\\d+&(amp;)?to=\\d+#passage\"");
        page.Html.ShouldNotContain("handler=Decide");
    }

    [Fact]
    public async Task A_passage_leads_to_its_place_in_the_later_report()
    {
        var (later, _) = await app.TwoYears();
        var reader = await app.SignIn(Role.Reader);
        var link = Regex.Match(Regex.Replace((await reader.Get($"/reports/{later}/links")).Html, "</?mark>", ""), "href=\"(/reports/[^\"]*)#passage\">([^<]*)<");

        var page = await reader.Get(WebUtility.HtmlDecode(link.Groups[1].Value));

        var marked = string.Concat(Regex.Matches(page.Html, "<mark class=\"[^\"]*asked[^>]*>([^<]*)").Select(part => part.Groups[1].Value));
        marked.ShouldBe(link.Groups[2].Value);
    }

    [Fact]
    public async Task A_reviewer_settles_the_verdict_with_a_note()
    {
        var (later, commitment) = await app.TwoYears();
        var reviewer = await app.SignIn(Role.Reviewer);
        var page = await reviewer.Get($"/reports/{later}/links");

        var sent = await reviewer.Send(page, $"/reports/{later}/links?handler=Decide",
            ("Commitment", $"{commitment}"), ("Verdict", "Partly"), ("Note", "只说了培训，没有说案卷评查"));

        sent.Location!.ShouldStartWith($"/reports/{later}/links#c");
        var after = (await reviewer.Get($"/reports/{later}/links")).Html;
        after.ShouldContain("已认定为“部分交代”");
        after.ShouldContain("只说了培训，没有说案卷评查");
        after.ShouldContain("Reviewer 认定");
    }

    [Fact]
    public async Task A_decision_made_on_the_commitments_own_page_comes_back_there()
    {
        var (later, commitment) = await app.TwoYears();
        var reviewer = await app.SignIn(Role.Reviewer);
        var page = await reviewer.Get($"/reports/{later}/links");

        (await reviewer.Send(page, $"/reports/{later}/links?handler=Decide",
            ("Commitment", $"{commitment}"), ("Verdict", "Answered"), ("ReturnUrl", $"/commitments/{commitment}"))).Location.ShouldBe($"/commitments/{commitment}");
        (await reviewer.Send(page, $"/reports/{later}/links?handler=Decide",
            ("Commitment", $"{commitment}"), ("Verdict", "Answered"), ("ReturnUrl", "//elsewhere.example"))).Location!.ShouldStartWith("/reports/");
    }

    [Fact]
    public async Task A_verdict_that_does_not_exist_is_a_malformed_request()
    {
        var (later, commitment) = await app.TwoYears();
        var reviewer = await app.SignIn(Role.Reviewer);

        var again = await reviewer.Send(await reviewer.Get($"/reports/{later}/links"), $"/reports/{later}/links?handler=Decide",
            ("Commitment", $"{commitment}"), ("Verdict", "Excellent"), ("Note", "写好的说明"));

        again.Status.ShouldBe(HttpStatusCode.BadRequest);
        again.Html.ShouldContain("写好的说明");
    }

    [Fact]
    public async Task Only_a_reviewer_settles_verdicts()
    {
        var (later, commitment) = await app.TwoYears();
        var supervisor = await app.SignIn(Role.Supervisor);
        var page = await supervisor.Get("/reports");

        (await supervisor.Send(page, $"/reports/{later}/links?handler=Decide", ("Commitment", $"{commitment}"), ("Verdict", "Answered")))
            .Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_department_sees_the_links_of_its_own_commitments_only()
    {
        var (later, _) = await app.TwoYears();

        (await (await app.SignIn(Role.DepartmentOfficer)).Get($"/reports/{later}/links")).Words.ShouldNotContain("行政执法规范化水平有待提升");
    }

    [Fact]
    public async Task A_report_without_links_says_what_is_missing()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var page = await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), 2023);

        (await supervisor.Get($"/reports/{page.ReportId}/links")).Html.ShouldContain("导入 2022 年度报告");
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Reports;
using Tracker.Tests;
using Tracker.Web.Reports;

namespace Tracker.Web.Tests.Reports;

/// <summary>What stands where on the reading page, and what a long report costs.</summary>
[Collection(nameof(ReportsApp))]
public partial class ReadingOrderTests(ReportsApp app)
{
    [Fact]
    public async Task What_is_unsure_comes_first_under_the_number_of_its_place_in_the_text()
    {
        var (_, page) = await Imported(LongReport.Of("试读市人民政府", 12, 4, 2000));
        var shown = ItemOnPage.Of((await app.Read(page.ReportId)).Report, (await app.Read(page.ReportId)).Text);

        shown.Count(item => item.IsUnsure).ShouldBeInRange(2, shown.Count - 2);
        foreach (var kind in shown.GroupBy(item => item.Item.Kind))
        {
            kind.Select(item => item.IsUnsure).ShouldBe(kind.Select(item => item.IsUnsure).OrderDescending());
            kind.OrderBy(item => item.Number).Select(item => item.Item.Start).ShouldBe(kind.Select(item => item.Item.Start).Order());
        }
        Anchor().Matches(page.Html).Select(match => match.Groups[1].Value).ShouldBe(shown.Select(item => item.Anchor));
    }

    [Fact]
    public async Task The_parts_of_the_text_are_listed_and_lead_into_it()
    {
        var (_, page) = await Imported(ReportsApp.Seed("jichuan/2023.txt"));

        var links = Part().Matches(page.Html).Select(match => match.Groups[1].Value).ToList();
        links.Count.ShouldBeGreaterThan(2);
        links.ShouldAllBe(id => page.Html.Contains($"<a id={id}></a>"));
    }

    [Fact]
    public async Task The_units_that_an_arrangement_names_are_shown()
    {
        var (_, page) = await Imported(LongReport.Of("试读市人民政府", 5, 20, 3000));

        page.Html.ShouldMatch("<dt>牵头单位</dt><dd>市司法局、市财政局</dd>");
        page.Html.ShouldMatch("<dt>配合单位</dt><dd>各有关部门</dd>");
    }

    [Fact]
    public async Task A_long_report_takes_no_more_statements_than_a_short_one()
    {
        var (supervisor, little) = await Imported(LongReport.Of("试读市人民政府", 1, 1, 1000));
        var (_, much) = await Imported(LongReport.Of("试读市人民政府", 50, 99));
        (await app.Read(much.ReportId)).Report.Items.Count.ShouldBeGreaterThan(140);

        var few = await CountedStatements.Of(supervisor.Answer, $"/reports/{little.ReportId}");
        var many = await CountedStatements.Of(supervisor.Answer, $"/reports/{much.ReportId}");

        many.ShouldBe(few);
        many.ShouldBeInRange(1, 15);
        TestContext.Current.TestOutputHelper?.WriteLine($"{many} statements");
    }

    [Fact]
    public async Task A_wording_is_agreed_on_the_page_and_the_commitment_shows_both()
    {
        var (supervisor, page) = await Imported(LongReport.Of("试读市人民政府", 5, 20, 3000));
        var item = (await app.Read(page.ReportId)).Report.Items.First(i => i.Item.Title.Contains("信用修复服务", StringComparison.Ordinal)).Item;
        page.Html.ShouldContain("原文没有写明措施、指标、时限、责任单位，派单前请议定。");

        var form = await supervisor.Get($"/reports/{page.ReportId}?agree={item.Id}");
        form.Html.ShouldContain("id=\"agree-wording\"");
        var sent = await supervisor.Send(form, $"/reports/{page.ReportId}?handler=Agree", ("Item", $"{item.Id}"), ("Wording", "9月底前为企业修复信用200件\r\n由市市场监管局负责"));
        sent.Location.ShouldBe($"/reports/{page.ReportId}#i{ItemOnPage.AnchorOf(item.Id)}");
        var after = await supervisor.Get($"/reports/{page.ReportId}");
        after.Words.ShouldContain("9月底前为企业修复信用200件\n由市市场监管局负责");
        after.Words.ShouldContain("原文表述");

        (await supervisor.Send(after, $"/reports/{page.ReportId}?handler=ConfirmOne", ("Item", $"{item.Id}"))).Status.ShouldBe(HttpStatusCode.Redirect);
        var commitment = await supervisor.Get($"/commitments/{item.Id}");
        commitment.Words.ShouldContain("9月底前为企业修复信用200件");
        commitment.Words.ShouldContain(item.Text.Trim());
        commitment.Html.ShouldContain($"/reports/{page.ReportId}#i{ItemOnPage.AnchorOf(item.Id)}");
    }

    [Fact]
    public async Task A_revision_of_the_report_keeps_the_wording_of_an_item_that_it_still_holds()
    {
        var (supervisor, town, text) = (await app.SignIn(Role.Supervisor), ReportsApp.NewTown(), LongReport.Of("试读市人民政府", 5, 20, 3000));
        var page = await supervisor.Import(text, town, 2023);
        var item = (await app.Read(page.ReportId)).Report.Items.First(i => i.Item.Title.Contains("信用修复服务", StringComparison.Ordinal)).Item;
        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Agree", ("Item", $"{item.Id}"), ("Wording", "9月底前修复信用200件"));

        await supervisor.Import(text.Replace("群众满意度持续提高", "群众满意度稳步提高", StringComparison.Ordinal), town, 2023);

        var revised = (await app.Read(page.ReportId)).Report;
        (revised.Revision, revised.Find(item.Id)!.Item.Agreed).ShouldBe((2, "9月底前修复信用200件"));
    }

    [Fact]
    public async Task A_refused_wording_keeps_what_was_typed_and_so_does_one_for_an_item_that_is_gone()
    {
        var (supervisor, page) = await Imported(LongReport.Of("试读市人民政府", 5, 5, 1500));
        var item = (await app.Read(page.ReportId)).Report.Items[0].Item;
        var typed = new string('字', AgreeWording.Longest + 1);

        var again = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Agree", ("Item", $"{item.Id}"), ("Wording", typed));
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Html.ShouldContain("议定表述请控制在 1000 字以内");
        again.Html.ShouldContain($"{typed}</textarea>");

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Drop", ("Item", $"{item.Id}"));
        var gone = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Agree", ("Item", $"{item.Id}"), ("Wording", "我的表述"));
        Regex.Match(gone.Html, "id=\"add\".*?</details>", RegexOptions.Singleline).Value.ShouldContain("我的表述</textarea>");
    }

    [Fact]
    public async Task Confirming_one_goes_on_to_the_next_that_is_open()
    {
        var (supervisor, page) = await Imported(LongReport.Of("试读市人民政府", 5, 5, 1500));
        var shown = ItemOnPage.Of((await app.Read(page.ReportId)).Report, (await app.Read(page.ReportId)).Text);

        var sent = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=ConfirmOne", ("Item", $"{shown[0].Item.Id}"));

        sent.Location.ShouldBe($"/reports/{page.ReportId}#i{shown[1].Anchor}");
        (await app.Read(page.ReportId)).Report.Find(shown[0].Item.Id)!.Status.ShouldBe(ItemStatus.Confirmed);
    }

    async Task<(Browser Supervisor, PageSeen Page)> Imported(string text)
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        return (supervisor, await supervisor.Import(text, ReportsApp.NewTown(), 2023));
    }

    [GeneratedRegex("<li id=\"i([0-9a-f]{12})\"")] private static partial Regex Anchor();

    [GeneratedRegex("<li class=\"level-\\d\"><a href=\"#(s\\d+)\">")] private static partial Regex Part();
}

using System.Net;
using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Reports;

namespace Tracker.Web.Tests.Reports;

[Collection(nameof(ReportsApp))]
public partial class ReadingTests(ReportsApp app)
{
    [Fact]
    public async Task The_words_of_the_original_are_the_text_unit_for_unit()
    {
        var text = ReportsApp.Seed("jichuan/2023.txt").Replace("习近平", "<script>alert('&amp;')</script>", StringComparison.Ordinal);
        var (_, page) = await Imported(text);

        page.Html.ShouldNotContain("<script>alert");
        WebUtility.HtmlDecode(Tag().Replace(Original().Match(page.Html).Groups[1].Value, "")).ShouldBe((await app.Read(page.ReportId)).Text);
    }

    [Fact]
    public async Task Every_item_and_its_passage_lead_to_each_other()
    {
        var (_, page) = await Imported();

        foreach (var item in (await app.Read(page.ReportId)).Report.Items)
        {
            var anchor = ItemOnPage.AnchorOf(item.Item.Id);
            page.Html.ShouldContain($"id=p{anchor} href=#i{anchor}");
            page.Html.ShouldContain($"""id="i{anchor}" """.TrimEnd());
            page.Html.ShouldContain($"""href="#p{anchor}" """.TrimEnd());
        }
    }

    [Fact]
    public async Task A_link_to_a_passage_marks_it()
    {
        var (supervisor, page) = await Imported();

        (await supervisor.Get($"/reports/{page.ReportId}?from=5&to=9")).Html.ShouldContain("<a id=passage></a><mark class=\"asked\">");
    }

    [Fact]
    public async Task A_corrected_item_has_the_new_title_and_passage()
    {
        var (supervisor, page) = await Imported();
        var (item, text) = await First(page);

        var sent = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Correct",
            ("Item", $"{item.Id}"), ("Kind", "Plan"), ("Title", "另一个标题"), ("Start", $"{item.Start}"), ("End", $"{item.End - 1}"));

        sent.Location.ShouldBe($"/reports/{page.ReportId}#i{ItemOnPage.AnchorOf(item.Id)}");
        var corrected = (await app.Read(page.ReportId)).Report.Find(item.Id)!.Item;
        (corrected.Kind, corrected.Title, corrected.Text).ShouldBe((ItemKind.Plan, "另一个标题", text[item.Start..(item.End - 1)]));
    }

    [Fact]
    public async Task A_refused_correction_shows_why_and_keeps_what_was_typed()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);

        var again = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Correct",
            ("Item", $"{item.Id}"), ("Kind", "Problem"), ("Title", "填好的标题"), ("Start", "1"), ("End", "9999999"));

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Html.ShouldContain("所选原文不在报告范围内");
        again.Html.ShouldContain("填好的标题</textarea>");
        again.Html.ShouldContain("value=\"9999999\"");
    }

    [Fact]
    public async Task Words_where_a_number_belongs_are_a_malformed_request()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);

        var again = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Split", ("Item", $"{item.Id}"), ("At", "中间"));

        again.Status.ShouldBe(HttpStatusCode.BadRequest);
        again.Html.ShouldContain("value=\"中间\"");
    }

    [Fact]
    public async Task A_change_on_top_of_an_unseen_one_is_not_made_and_keeps_what_was_typed()
    {
        var (supervisor, page) = await Imported();
        var items = (await app.Read(page.ReportId)).Report.Items;
        var (item, other) = (items[0].Item, items[1].Item);
        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Drop", ("Item", $"{other.Id}"));

        var stale = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Correct",
            ("Item", $"{item.Id}"), ("Kind", "Problem"), ("Title", "我的标题"), ("Start", $"{item.Start}"), ("End", $"{item.End}"));

        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        stale.Html.ShouldContain("刚刚被他人改动");
        stale.Html.ShouldContain("我的标题</textarea>");
        (await supervisor.Send(stale, $"/reports/{page.ReportId}?handler=Correct",
            ("Item", $"{item.Id}"), ("Kind", "Problem"), ("Title", "我的标题"), ("Start", $"{item.Start}"), ("End", $"{item.End}"))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task What_was_typed_about_an_item_that_is_gone_moves_to_the_form_that_adds_one()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);
        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Drop", ("Item", $"{item.Id}"));

        var stale = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Correct",
            ("Item", $"{item.Id}"), ("Kind", "Plan"), ("Title", "我的标题"), ("Start", "7"), ("End", "8"));

        Regex.Match(stale.Html, "id=\"add\".*?</details>", RegexOptions.Singleline).Value.ShouldContain("我的标题</textarea>");
    }

    [Fact]
    public async Task An_item_is_split_at_a_place_in_its_passage()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Split", ("Item", $"{item.Id}"), ("At", $"{item.Start + 6}"));

        var after = (await app.Read(page.ReportId)).Report.Items;
        after.ShouldNotContain(i => i.Item.Id == item.Id);
        after[0].Item.Start.ShouldBe(item.Start);
        after[1].Item.End.ShouldBeInRange(item.Start + 7, item.End);
    }

    [Fact]
    public async Task Ticked_items_are_merged_into_one()
    {
        var (supervisor, page) = await Imported();
        var before = (await app.Read(page.ReportId)).Report.Items;

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Merge", ("Ticked", $"{before[0].Item.Id}"), ("Ticked", $"{before[1].Item.Id}"));

        var after = (await app.Read(page.ReportId)).Report.Items;
        after.Count.ShouldBe(before.Count - 1);
        after[0].Item.End.ShouldBe(before[1].Item.End);
    }

    [Fact]
    public async Task A_refused_merge_keeps_its_tick()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);

        var again = await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Merge", ("Ticked", $"{item.Id}"));

        again.Html.ShouldContain("请至少勾选两个事项");
        again.Html.ShouldMatch($"value=\"{item.Id}\"[^>]* checked");
    }

    [Fact]
    public async Task A_dropped_item_is_listed_apart()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Drop", ("Item", $"{item.Id}"), ("Reason", "与问题二重复"));

        (await supervisor.Get($"/reports/{page.ReportId}")).Html.ShouldContain("已剔除（1）");
    }

    [Fact]
    public async Task A_passage_that_was_overlooked_is_added()
    {
        var (supervisor, page) = await Imported();

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Add", ("Kind", "Plan"), ("Title", "补录的事项"), ("Start", "0"), ("End", "5"));

        (await supervisor.Get($"/reports/{page.ReportId}")).Html.ShouldContain("补录的事项");
    }

    [Fact]
    public async Task A_confirmed_item_leads_to_its_commitment_and_is_not_changed_here_again()
    {
        var (supervisor, page) = await Imported();
        var (item, _) = await First(page);

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Confirm", ("Ticked", $"{item.Id}"));

        var after = await supervisor.Get($"/reports/{page.ReportId}?edit={item.Id}");
        after.Html.ShouldContain($"/commitments/{item.Id}");
        after.Html.ShouldNotContain("edit-title");
    }

    [Fact]
    public async Task All_open_items_are_confirmed_at_once()
    {
        var (supervisor, page) = await Imported();

        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=ConfirmAll");

        (await app.Read(page.ReportId)).Report.Items.ShouldAllBe(item => item.Status == ItemStatus.Confirmed);
    }

    [Fact]
    public async Task Confirming_all_does_not_confirm_what_was_not_seen()
    {
        var (supervisor, page) = await Imported();
        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=Add", ("Kind", "Plan"), ("Title", "补录的事项"), ("Start", "0"), ("End", "5"));

        (await supervisor.Send(page, $"/reports/{page.ReportId}?handler=ConfirmAll")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.DepartmentOfficer)]
    public async Task Others_read_and_change_nothing(Role role)
    {
        var (_, page) = await Imported();
        var other = await app.SignIn(role);

        var seen = await other.Get($"/reports/{page.ReportId}");

        seen.Html.ShouldContain("行政执法规范化水平有待提升");
        seen.Html.ShouldNotContain("?handler=Drop");
        (await other.Send(seen, $"/reports/{page.ReportId}?handler=ConfirmAll")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_page_of_a_long_report_stays_small()
    {
        var filler = string.Concat(Enumerable.Repeat("全市上下认真落实各项部署，工作取得新的进展。\n", 1000));
        var (_, page) = await Imported(ReportsApp.Seed("jichuan/2023.txt").Replace("二、", $"{filler}二、", StringComparison.Ordinal));
        var text = (await app.Read(page.ReportId)).Text;

        text.Length.ShouldBeGreaterThan(20_000);
        (page.Html.Length - text.Length).ShouldBeLessThan(45_000);
    }

    async Task<(Browser Supervisor, PageSeen Page)> Imported(string? text = null)
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        return (supervisor, await supervisor.Import(text ?? ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), 2023));
    }

    async Task<(FoundItem Item, string Text)> First(PageSeen page)
    {
        var read = await app.Read(page.ReportId);
        return (read.Report.Items[0].Item, read.Text);
    }

    [GeneratedRegex("<section class=\"original\"[^>]*>(.*?)</section>", RegexOptions.Singleline)] private static partial Regex Original();

    [GeneratedRegex("<[^>]*>")] private static partial Regex Tag();
}

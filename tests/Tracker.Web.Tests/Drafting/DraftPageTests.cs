using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.Drafting;

[Collection(nameof(ReportsApp))]
public class DraftPageTests(ReportsApp app)
{
    static readonly string[] Parts =
    [
        "一、上一年度推进法治政府建设的主要举措和成效", "二、存在的不足和原因", "三、党政主要负责人履行推进法治建设第一责任人职责的情况", "四、下一年度的主要安排", "五、其他需要报告的情况",
    ];

    [Fact]
    public async Task The_five_parts_stand_on_the_page_and_every_mark_leads_to_a_record()
    {
        var (report, items) = await Confirmed();
        var reader = await app.SignIn(Role.Reader);

        (await reader.Get($"/reports/{report}")).Html.ShouldContain($"href=\"/reports/{report}/draft\"");
        var page = await reader.Get($"/reports/{report}/draft");

        Regex.Matches(page.Html, "<h2>([一二三四五]、[^<]*)</h2>").Select(heading => heading.Groups[1].Value).ShouldBe(Parts);
        page.Words.ShouldContain($"针对2023年度报告指出的“{items[0].Title}”问题");
        page.Words.ShouldContain("评查案卷480册");
        page.Words.ShouldContain("【党政主要负责人部署、过问、协调、督办等履职情况系统没有记录，请补写】");
        var marks = Regex.Matches(page.Html, "<sup[^>]*>&#8288;(?:<a href=\"([^\"]*)\"[^>]*>[^<]*</a>)+</sup>").SelectMany(mark => mark.Groups[1].Captures).Select(mark => mark.Value).ToList();
        marks.Count.ShouldBeGreaterThan(items.Count);
        var commitment = await reader.Get($"/commitments/{items[0].Id}");
        var own = marks.Where(mark => mark.StartsWith($"/commitments/{items[0].Id}#", StringComparison.Ordinal)).ToList();
        own.Count.ShouldBeGreaterThan(4);
        own.ShouldAllBe(mark => commitment.Html.Contains($"<li id=\"{mark.Substring(mark.IndexOf('#') + 1)}\"", StringComparison.Ordinal));
        marks.Where(mark => mark.StartsWith('#')).ShouldAllBe(mark => page.Html.Contains($"id=\"{mark.Substring(1)}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_downloaded_as_a_Word_file_under_its_Chinese_name()
    {
        var (report, items) = await Confirmed();
        var reader = await app.SignIn(Role.Reader);

        using var answer = await reader.Answer($"/reports/{report}/draft.docx");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        answer.Content.Headers.ContentDisposition!.FileNameStar!.ShouldMatch("^试验\\d+市人民政府2024年法治政府建设年度报告（初稿）\\.docx$");
        using var document = WordprocessingDocument.Open(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), isEditable: false);
        var main = document.MainDocumentPart!;
        main.Document.Body!.InnerText.ShouldContain("评查案卷480册");
        main.FootnotesPart!.Footnotes.Elements<Footnote>().Count(note => note.Type is null).ShouldBe(main.Document.Descendants<FootnoteReference>().Count());
        main.FootnotesPart.Footnotes.InnerText.ShouldContain($"《{items[0].Title}》第4条记录：填报进展");
    }

    [Fact]
    public async Task An_officer_drafts_his_own_units_paragraphs_only()
    {
        var (report, items) = await Confirmed();

        var officer = await app.SignIn(Role.DepartmentOfficer);
        var page = await officer.Get($"/reports/{report}/draft");

        page.Words.ShouldContain(items[0].Title);
        page.Words.ShouldContain("只含您查阅范围内的事项。");
        page.Words.ShouldContain("本稿所列2023年度报告事项共1件");
        items.Skip(1).ShouldAllBe(item => !page.Words.Contains(item.Title));
        using var document = WordprocessingDocument.Open(
            await (await officer.Answer($"/reports/{report}/draft.docx")).Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), isEditable: false);
        items.Skip(1).ShouldAllBe(item => !document.MainDocumentPart!.Document.Body!.InnerText.Contains(item.Title));
    }

    [Fact]
    public async Task Without_commitments_the_page_says_what_to_do()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var report = (await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), 2023)).ReportId;

        var unconfirmed = await supervisor.Get($"/reports/{report}/draft");
        unconfirmed.Words.ShouldContain("还没有可以起草的内容");
        unconfirmed.Html.ShouldContain($"href=\"/reports/{report}#items\"");
        unconfirmed.Html.ShouldNotContain("draft.docx");
        (await supervisor.Get($"/reports/{report}/draft.docx")).Status.ShouldBe(HttpStatusCode.NotFound);

        await supervisor.Send(await supervisor.Get($"/reports/{report}"), $"/reports/{report}?handler=ConfirmAll");
        (await (await app.SignIn(Role.DepartmentOfficer)).Get($"/reports/{report}/draft")).Words.ShouldContain("您的查阅范围内没有这份报告的事项");
    }

    [Fact]
    public async Task A_report_that_does_not_exist_has_no_draft()
    {
        var reader = await app.SignIn(Role.Reader);
        var nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        (await reader.Get($"/reports/{nobody}/draft")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await reader.Get($"/reports/{nobody}/draft.docx")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Many_commitments_cost_no_more_statements_than_one()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var first = await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), 2023);
        var item = (await app.Read(first.ReportId)).Report.Items[0].Item;
        await supervisor.Send(first, $"/reports/{first.ReportId}?handler=ConfirmOne", ("Item", $"{item.Id}"));
        var (all, items) = await Confirmed();

        var one = await CountedStatements.Of(supervisor.Answer, $"/reports/{first.ReportId}/draft");
        one.ShouldBeGreaterThan(2);
        items.Count.ShouldBeGreaterThan(10);
        (await CountedStatements.Of(supervisor.Answer, $"/reports/{all}/draft")).ShouldBe(one);
        (await CountedStatements.Of(supervisor.Answer, $"/reports/{all}/draft.docx")).ShouldBeLessThanOrEqualTo(one);
    }

    /// <summary>A report with all items confirmed; the first is done by the officer's unit, the others wait.</summary>
    async Task<(Guid Report, IReadOnlyList<FoundItem> Items)> Confirmed()
    {
        var ct = TestContext.Current.CancellationToken;
        var supervisor = await app.SignIn(Role.Supervisor);
        var page = await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), 2023);
        await supervisor.Send(page, $"/reports/{page.ReportId}?handler=ConfirmAll");
        var items = (await app.Read(page.ReportId)).Report.Items.Select(item => item.Item).ToList();

        await using var connection = await app.Services.GetRequiredService<DocumentStore>().OpenConnectionAsync(ct);
        var unit = (await PeopleQuery.Units(connection, ct)).Single(unit => unit.Name == "霁川市司法局");
        var handler = app.Services.GetRequiredService<CommitmentHandler>();
        Actor Of(Role role, bool inside) => new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), $"{role}", inside ? unit.Id : null, inside ? unit.Name : "市考核办", [role]);
        var officer = Of(Role.DepartmentOfficer, inside: true);
        Task Do(CommitmentCommand command, Actor actor) => handler.Handle(items[0].Id, command, actor, null, null, ct);
        await Do(new AssignCommitment(new(unit.Id, unit.Name), [], null, null, new(2040, 12, 31), "全覆盖", RectificationKind.Phased), Of(Role.Supervisor, inside: false));
        await Do(new AcceptAssignment(), officer);
        await Do(new ReportProgress("评查案卷480册", 80), officer);
        await handler.Attach(items[0].Id, "评查情况"u8.ToArray(), "评查通报.txt", null, officer, null, ct);
        await Do(new SubmitClosing("评查全部完成。"), officer);
        await Do(new CloseCommitment(Outcome.Done, null, Town.AllHeld), Of(Role.Reviewer, inside: false));
        return (page.ReportId, items);
    }
}

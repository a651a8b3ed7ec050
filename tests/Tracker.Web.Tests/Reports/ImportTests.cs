using System.Net;
using System.Text;
using Tracker.People;

namespace Tracker.Web.Tests.Reports;

[Collection(nameof(ReportsApp))]
public class ImportTests(ReportsApp app)
{
    static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52];

    [Fact]
    public async Task A_pasted_report_is_read_and_opened_beside_its_items()
    {
        var supervisor = await app.SignIn(Role.Supervisor);

        var page = await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), 2023);

        page.Html.ShouldContain("已导入，读出");
        page.Html.ShouldContain("行政执法规范化水平有待提升");
        page.Html.ShouldContain("深入实施提升行政执法质量三年行动");
        page.Html.ShouldContain("第二十四条");
    }

    [Fact]
    public async Task The_list_names_the_report_with_its_genre_and_its_items()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var town = ReportsApp.NewTown();
        await supervisor.Import(ReportsApp.Seed("jichuan/2023.txt"), town, 2023);

        var list = await supervisor.Get("/reports");

        list.Html.ShouldContain($"{town} 2023 年度报告");
        list.Html.ShouldContain("法治政府建设年度报告");
        list.Html.ShouldContain("第 1 版");
    }

    [Fact]
    public async Task The_same_content_again_changes_nothing_and_says_so()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var (text, town) = (ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown());
        var first = await supervisor.Import(text, town, 2023);

        var second = await supervisor.Import(text, town, 2023);

        second.Html.ShouldContain("同样的内容已经导入过");
        second.Hidden("Version").ShouldBe(first.Hidden("Version"));
    }

    [Fact]
    public async Task Other_content_of_the_same_report_is_a_new_revision()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var (text, town) = (ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown());
        await supervisor.Import(text, town, 2023);

        (await supervisor.Import(text.Replace("普法宣传", "法治宣传", StringComparison.Ordinal), town, 2023)).Html.ShouldContain("第 2 版");
    }

    [Fact]
    public async Task A_picture_named_as_text_is_refused_with_a_sentence_and_what_was_typed()
    {
        var page = await (await app.SignIn(Role.Supervisor)).Upload("报告.txt", Picture, ("Organization", "霁川市<人民>政府"), ("Year", "2023"));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Html.ShouldContain("不是文本");
        page.Hidden("Organization").ShouldBe("霁川市&lt;人民&gt;政府");
        page.Hidden("Year").ShouldBe("2023");
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        var page = await (await app.SignIn(Role.Supervisor)).Upload("报告.txt", []);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Html.ShouldContain("文件是空的");
    }

    [Fact]
    public async Task Text_that_is_no_report_is_refused_and_stays_in_its_field()
    {
        var page = await (await app.SignIn(Role.Supervisor)).Paste("今天天气很好。", ReportsApp.NewTown(), "2023");

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Html.ShouldContain("看不出是年度报告");
        page.Html.ShouldContain("今天天气很好。</textarea>");
    }

    [Theory]
    [InlineData("", "2023", "请选择报告文件，或粘贴报告全文")]
    [InlineData("全文", "去年", "请填写四位数的年份")]
    public async Task A_form_without_what_it_needs_is_answered_with_what_to_do(string text, string year, string sentence)
    {
        var page = await (await app.SignIn(Role.Supervisor)).Paste(text, ReportsApp.NewTown(), year);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Html.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_year_written_with_full_width_figures_is_understood()
    {
        var sent = await (await app.SignIn(Role.Supervisor)).Paste(ReportsApp.Seed("jichuan/2023.txt"), ReportsApp.NewTown(), "２０２２年");

        (await app.Read(sent.ReportId)).Report.Year.ShouldBe(2022);
    }

    [Fact]
    public async Task One_who_may_not_import_sees_no_form_and_is_refused()
    {
        var reader = await app.SignIn(Role.Reader);
        var list = await reader.Get("/reports");

        list.Html.ShouldNotContain("Pasted");
        (await reader.Send(list, "/reports", ("Pasted", ReportsApp.Seed("jichuan/2023.txt")))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_original_comes_back_byte_for_byte_and_only_as_a_download()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var bytes = Encoding.UTF8.GetBytes(ReportsApp.Seed("jichuan/2023.txt"));
        var sent = await supervisor.Upload("年度报告.txt", bytes, ("Organization", ReportsApp.NewTown()));

        using var answer = await supervisor.Answer($"/reports/{sent.ReportId}/file");

        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("年度报告.txt");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task A_report_that_is_not_there_is_not_found() =>
        (await (await app.SignIn(Role.Reader)).Get($"/reports/{Guid.Empty}")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_page_that_shows_a_bar_is_told_where_to_go()
    {
        var supervisor = await app.SignIn(Role.Supervisor);

        var answer = await supervisor.Upload(Guid.NewGuid(), "报告.txt", Encoding.UTF8.GetBytes(ReportsApp.Seed("jichuan/2023.txt")), ("Organization", ReportsApp.NewTown()));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        (await supervisor.Get($"/reports/{answer.ReportId}")).Html.ShouldContain("已导入，读出");
    }

    [Fact]
    public async Task A_page_that_shows_a_bar_is_told_what_is_wrong()
    {
        var answer = await (await app.SignIn(Role.Supervisor)).Upload(Guid.NewGuid(), "报告.txt", Picture);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        System.Text.Json.JsonDocument.Parse(answer.Html).RootElement.GetProperty("problem").GetString().ShouldStartWith("不是文本：");
    }

    [Fact]
    public async Task How_far_an_import_is_is_told_to_who_may_import()
    {
        (await (await app.SignIn(Role.Supervisor)).Get($"/reports?handler=Progress&key={Guid.NewGuid()}")).Html.ShouldBe("""{"read":null}""");
        (await (await app.SignIn(Role.Reader)).Get($"/reports?handler=Progress&key={Guid.NewGuid()}")).Html.ShouldNotContain("read\":");
    }
}

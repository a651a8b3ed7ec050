using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>The import form: how far it is, giving up, and what becomes of a wrong file.</summary>
public sealed class ImportTests(DemoTownPages town)
{
    const string Supervisor = "闻予川";
    const string Head = "澜川县2023年法治政府建设年度报告\n现将情况报告如下：\n一、主要举措和成效\n";
    const string Paragraph = "坚持把法治政府建设摆在全局工作的重要位置，召开专题会议研究部署，压实各级各部门责任，扎实推进行政执法规范化建设。\n";

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_long_text_shows_how_far_it_is_and_can_be_given_up(int width)
    {
        var page = await Form(width);
        await Choose(page, "全文.txt", Head + string.Concat(Enumerable.Repeat(Paragraph, 3_900_000 / Paragraph.Length)) + "二、存在的问题\n（一）执法力量薄弱。\n");

        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(page.Locator(".import-progress")).ToContainTextAsync("正在阅读报告");
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"import-reading-{width}.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();

        await Expect(page.Locator("#import-problem")).ToHaveTextAsync("已取消，没有导入。");
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"import-cancelled-{width}.png") });
        await page.GotoAsync("/reports");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("澜川县");
    }

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task A_wrong_file_is_refused_where_it_was_chosen_and_nothing_typed_is_lost()
    {
        var page = await Form(390);
        await page.Locator("[name=Organization]").FillAsync("长流县人民政府");
        await Choose(page, "通知.txt", "关于召开会议的通知\n定于下周一上午召开会议，请准时参加。\n");

        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();

        await Expect(page.Locator("#import-problem")).ToContainTextAsync("看不出是年度报告");
        await Expect(page.Locator("[name=Organization]")).ToHaveValueAsync("长流县人民政府");
        (await page.Locator("[name=Upload]").EvaluateAsync<int>("field => field.files.length")).ShouldBe(1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, "import-refused-390.png") });
    }

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task A_pasted_table_goes_in_and_its_rows_come_out()
    {
        var page = await Form(1440);
        await page.Locator("[name=Pasted]").FillAsync("长流县2022年法治督察反馈问题整改清单\n填报单位：长流县司法局\n序号\t存在问题\t整改措施\t整改时限\t责任单位\n1\t行政执法案卷评查不够经常\t每季度评查一次\t2023年6月\t县司法局\n");
        await page.Locator("[name=Organization]").FillAsync("长流县司法局");

        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/reports/[0-9a-f]"));
        await Expect(page.Locator("#items")).ToContainTextAsync("行政执法案卷评查不够经常");
        await Expect(page.Locator("#items")).ToContainTextAsync("每季度评查一次");
        await Expect(page.Locator("#items")).ToContainTextAsync("2023-06-30");
        await Expect(page.Locator("#items")).ToContainTextAsync("县司法局");
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, "reading-table-1440.png"), FullPage = true });
    }

    async Task<IPage> Form(int width)
    {
        var page = await town.SignIn(Supervisor, width);
        await page.GotoAsync("/reports");
        await page.Locator("details.import").EvaluateAsync("it => it.open = true");
        return page;
    }

    static Task Choose(IPage page, string name, string text) =>
        page.Locator("[name=Upload]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });
}

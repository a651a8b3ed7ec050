using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>The next report's draft at both widths and on paper; a mark leads to its record, and the Word file comes with it.</summary>
public sealed partial class DraftTests(DemoTownPages town)
{
    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_draft_is_read_traced_and_downloaded(int width)
    {
        var page = await town.SignIn("闻予川", width);
        await page.GotoAsync("/reports");
        var links = await page.GetByRole(AriaRole.Link, new() { Name = "上年 18 项" }).GetAttributeAsync("href");
        await page.GotoAsync(links!);
        await page.GetByRole(AriaRole.Link, new() { Name = "2023 年度报告" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "起草 2024 年度报告" }).ClickAsync();

        await Expect(page.Locator(".draft h2")).ToHaveCountAsync(5);
        await Expect(page.Locator(".draft")).ToContainTextAsync("关于2023年度报告提出的");
        await EveryPageTests.Check(page, $"draft-{width}", width);
        await page.PdfAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"draft-{width}.pdf"), PreferCSSPageSize = true });

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载 Word 文件" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("霁川市人民政府2024年法治政府建设年度报告（初稿）.docx");
        await download.SaveAsAsync(Path.Combine(DemoTownPages.Pictures, "draft.docx"));

        await page.Locator(".draft sup a[href^='/commitments/']").Nth(5).ClickAsync();
        await Expect(page).ToHaveURLAsync(Record());
        await Expect(page.Locator(".timeline li:target")).ToHaveCountAsync(1);
        await Expect(page.Locator(".timeline li:target")).ToBeInViewportAsync();
    }

    [GeneratedRegex("/commitments/[0-9a-f-]{36}#v\\d+$")] private static partial Regex Record();
}

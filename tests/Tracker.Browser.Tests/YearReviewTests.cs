using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>A reviewer goes through the year's answers by keyboard, takes over the sure ones, and closes the year.</summary>
public sealed class YearReviewTests(DemoTownPages town)
{
    const string Reviewer = "郗明湛";

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task A_year_is_reviewed_by_keyboard_and_closed()
    {
        var page = await town.SignIn(Reviewer, 1440);
        await page.GotoAsync("/reports");
        await page.GetByRole(AriaRole.Link, new() { Name = "上年 18 项" }).ClickAsync();
        var address = new Uri(page.Url).AbsolutePath;
        await Picture(page, "year-review-1440");
        await Expect(page.Locator("#review-keys")).ToBeVisibleAsync();

        // The first that waits: j goes there, 2 settles it as 部分交代, and the next one that waits has the focus.
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已认定为“部分交代”");
        await Expect(page.Locator(".year-links > li.decided")).ToHaveCountAsync(1);
        await Expect(page.Locator(".year-links > li:not(.decided) a:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".year-links > li.decided")).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Button, new() { Name = "办结 2023 年度复核" }).ClickAsync();
        await Agree(page);
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("项没有认定结论");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("批量认可有把握的") }).ClickAsync();
        await Agree(page);
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已按建议认定");
        // The flash stands above the list: what is counted before the page is whole is too little.
        await page.WaitForLoadStateAsync();
        while (await page.Locator(".year-links > li:not(.decided)").CountAsync() is > 0 and var left)
        {
            await page.Locator(".year-links > li:not(.decided) [data-accept]").First.ClickAsync();
            await page.WaitForLoadStateAsync();
            await Expect(page.Locator(".year-links > li:not(.decided)")).ToHaveCountAsync(left - 1);
        }
        await page.GotoAsync(address);

        // What was not done goes on: one by hand into an item of its own, the others at once.
        var open = page.Locator(".year-links > li", new() { Has = page.Locator("summary", new() { HasText = "结转到 2024 年度" }) });
        await open.First.Locator("summary", new() { HasText = "结转到 2024 年度" }).ClickAsync();
        await Picture(page, "carry-over-1440");
        await open.First.GetByRole(AriaRole.Combobox, new() { Name = "结转为" }).SelectOptionAsync("");
        await open.First.GetByRole(AriaRole.Button, new() { Name = "结转", Exact = true }).ClickAsync();
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已结转 1 项。");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("批量结转认定为未完成的") }).ClickAsync();
        await Agree(page);
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已结转");
        var carried = await page.GetByRole(AriaRole.Link, new() { Name = "已结转为 2024 年度事项" }).CountAsync();
        carried.ShouldBeGreaterThan(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "办结 2023 年度复核" }).ClickAsync();
        await Agree(page);
        await Expect(page.Locator("#review")).ToContainTextAsync("共 18 项");
        await Expect(page.Locator("#review")).ToContainTextAsync($"已结转 {carried} 项");
        await Expect(page.Locator("#review")).ToContainTextAsync(Reviewer);
        await Picture(page, "year-review-closed-1440");

        var narrow = await town.SignIn(Reviewer, 390);
        await narrow.GotoAsync(address);
        await Picture(narrow, "year-review-closed-390");
        foreach (var (browser, width) in new[] { (page, 1440), (narrow, 390) })
        {
            await browser.GotoAsync(address);
            await browser.GetByRole(AriaRole.Link, new() { Name = "已结转为 2024 年度事项" }).First.ClickAsync();
            await Expect(browser.Locator("#earlier")).ToContainTextAsync("办理经过");
            await Picture(browser, $"carried-over-{width}");
            await browser.GotoAsync("/recurrences");
            await Picture(browser, $"recurrences-{width}");
        }
    }

    static async Task Agree(IPage page) => await page.Locator("#ask button[value=yes]").ClickAsync();

    static Task Picture(IPage page, string name) => EveryPageTests.Check(page, name, page.ViewportSize!.Width);
}

using Microsoft.Playwright;
using Tracker.Tests;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>The reading page without a mouse.</summary>
[Collection(DemoTownPages.Imports)]
public sealed class ReadingKeysTests(DemoTownPages town)
{
    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task Keys_walk_the_items_and_the_passage_follows()
    {
        var (page, items) = await Reading();
        await page.Keyboard.PressAsync("j");
        await Expect(items.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(items.Nth(2)).ToBeFocusedAsync();
        await Expect(page.Locator("#original mark.current").First).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("k");
        await Expect(items.Nth(0)).ToBeFocusedAsync();
        for (var i = 0; i < 9; i++) await page.Keyboard.PressAsync("j");
        await Expect(items.Nth(9)).ToBeFocusedAsync();
        await Expect(items.Nth(9)).ToBeInViewportAsync();
        await Expect(page.Locator("#original mark.current").First).ToBeInViewportAsync();
        (await page.Locator(".items > li[tabindex='0']").CountAsync()).ShouldBe(1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, "reading-keys-walk-1440.png") });

        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldStartWith("ref");
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, "reading-keys-passage-1440.png") });
        await page.Keyboard.PressAsync("Enter");
        await Expect(items.Nth(9)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("u");
        await Expect(items.Nth(0)).ToBeFocusedAsync();
        await Expect(items.Nth(0)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("unsure"));
        await EveryPageTests.Check(page, "reading-keys-unsure-1440", 1440);
    }

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task Keys_tick_and_open_and_confirm_and_ticks_outlive_a_form()
    {
        var (page, items) = await Reading();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync(" ");
        await Expect(page.Locator("#ticked")).ToHaveTextAsync("已勾选 2 项");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator("#ticked")).ToHaveTextAsync("已勾选 1 项");

        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator("#edit-title")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(items.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("w");
        // The form that is open is the one that the keys lead to.
        await Expect(page.Locator("#edit-title")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "取消" }).First.ClickAsync();
        await Expect(items.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("w");
        await Expect(page.Locator("#agree-wording")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jkxeca?");
        await Expect(page.Locator("#agree-wording")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("jkxeca\\?$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "保存议定表述" }).ClickAsync();
        await Expect(items.Nth(1)).ToBeFocusedAsync();
        await Expect(page.Locator("#ticked")).ToHaveTextAsync("已勾选 1 项");

        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("dialog#ask")).ToContainTextAsync("登记为承诺");
        await page.Locator("dialog#ask button[value=yes]").ClickAsync();
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已确认 1 项");
        // One stands at the next item as soon as the page is there whole.
        await Expect(page.Locator(".items > li:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已确认 1 项");
        await Expect(page.Locator(".items > li.confirmed")).ToHaveCountAsync(2);
        await Expect(page.Locator("#ticked")).ToHaveTextAsync("");
    }

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task Keys_can_be_turned_off_and_leave_combinations_alone()
    {
        var (page, items) = await Reading();
        await page.Keyboard.PressAsync("Control+j");
        await page.Keyboard.PressAsync("Alt+j");
        await page.Keyboard.PressAsync("Shift+J");
        (await page.Locator(".items > li:focus").CountAsync()).ShouldBe(0);

        await page.Locator("#keys-show").ClickAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await page.Locator("#keys-on").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeHiddenAsync();
        (await page.Locator(".items > li:focus").CountAsync()).ShouldBe(0);

        await page.ReloadAsync();
        await page.Locator("#keys-show").ClickAsync();
        await page.Locator("#keys-on").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(items.Nth(0)).ToBeFocusedAsync();
    }

    async Task<(IPage Page, ILocator Items)> Reading()
    {
        var page = await ReadingPageTests.Imported(town, 1440, LongReport.Of("试读市人民政府", 12, 16, 3200));
        return (page, page.Locator(".items > li"));
    }
}

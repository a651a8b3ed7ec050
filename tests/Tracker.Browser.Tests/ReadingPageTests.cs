using Microsoft.Playwright;
using Tracker.Tests;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>The reading page as a supervisor works through it: what to look at first, wordings agreed, passages at hand.</summary>
[Collection(DemoTownPages.Imports)]
public sealed class ReadingPageTests(DemoTownPages town)
{
    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_page_says_what_to_check_first_and_what_a_promise_lacks(int width, ColorScheme scheme)
    {
        var page = await Reading(width, scheme);
        await Expect(page.Locator("h2", new() { HasText = "问题（" })).ToContainTextAsync("排在前面，其余按原文顺序");
        await Expect(page.Locator(".items").First.Locator("> li").First).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("unsure"));
        await Expect(page.Locator(".lacks").First).ToBeVisibleAsync();
        // On a phone there are no keys to speak of.
        await Expect(page.Locator("#keys-line")).ToBeVisibleAsync(new() { Visible = width > 767 });
        await EveryPageTests.Check(page, Picture("reading-first", width, scheme), width);
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await EveryPageTests.Check(page, Picture("reading-keys-full", width, scheme), width);
        await Screen(page, Picture("reading-keys", width, scheme));
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task An_agreed_wording_stands_beside_the_original_here_and_in_the_commitment(int width, ColorScheme scheme)
    {
        const string wording = "2024年9月底前，由市市场监管局为失信企业开展信用修复培训不少于4场，修复率达到80%以上。";
        var page = await Reading(width, scheme);
        var item = Item(page, "信用修复服务");
        await item.GetByRole(AriaRole.Link, new() { Name = "议定表述" }).ClickAsync();
        await Expect(page.Locator("#agree-wording")).ToBeFocusedAsync();
        await EveryPageTests.Check(page, Picture("reading-agree", width, scheme), width);
        await Screen(page, Picture("reading-agree-screen", width, scheme));
        await page.Locator("#agree-wording").FillAsync(wording);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存议定表述" }).ClickAsync();

        item = Item(page, "信用修复服务");
        await Expect(item).ToBeFocusedAsync();
        await Expect(item.Locator(".wordings")).ToContainTextAsync(wording);
        await Expect(item.Locator(".wordings")).ToContainTextAsync("不断优化服务");
        await EveryPageTests.Check(page, Picture("reading-agreed", width, scheme), width);
        await Screen(page, Picture("reading-agreed-screen", width, scheme));

        await item.GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await page.Locator("dialog#ask button[value=yes]").ClickAsync();
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已确认 1 项");
        await Item(page, "信用修复服务").GetByRole(AriaRole.Link, new() { Name = "查看办理情况" }).ClickAsync();
        await Expect(page.Locator(".case-facts .wordings > div").First).ToContainTextAsync(wording);
        await Expect(page.Locator(".case-facts .wordings")).ToContainTextAsync("不断优化服务");
        await EveryPageTests.Check(page, Picture("commitment-agreed", width, scheme), width);

        // And back to the passage, in one step.
        await page.GetByRole(AriaRole.Link, new() { Name = "在报告中查看" }).ClickAsync();
        await Expect(Item(page, "信用修复服务")).ToBeInViewportAsync();
        await Expect(page.Locator("#original mark.current").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("信用修复服务"));
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task One_click_leads_from_an_item_to_its_passage_and_one_back(int width)
    {
        var page = await Reading(width);
        var item = page.Locator(".items > li").Nth(7);
        await item.GetByRole(AriaRole.Link, new() { Name = "看原文" }).ClickAsync();
        var mark = page.Locator("#original mark.current").First;
        await Expect(mark).ToBeInViewportAsync();
        await Screen(page, $"reading-passage-{width}");
        await mark.ClickAsync();
        await Expect(item).ToBeFocusedAsync();
        await Expect(item).ToBeInViewportAsync();
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_contents_lead_to_the_parts_of_the_text_and_the_named_units_are_shown(int width)
    {
        var page = await Reading(width);
        await Expect(Item(page, "涉企检查统筹").Locator("dl")).ToContainTextAsync("市司法局、市财政局");
        await page.Locator(".outline summary").ClickAsync();
        await Screen(page, $"reading-outline-{width}");
        await page.Locator(".outline a", new() { HasText = "主要安排" }).First.ClickAsync();
        await Expect(page.Locator("#original mark.plan").First).ToBeInViewportAsync();
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task An_item_is_split_where_its_text_was_clicked(int width)
    {
        var page = await Reading(width);
        await Item(page, "市场监管执法力量").GetByRole(AriaRole.Link, new() { Name = "校正、拆分" }).ClickAsync();
        await Expect(page.Locator("#edit-title")).ToBeFocusedAsync();
        // The place behind the first sentence of the passage.
        var at = await page.EvaluateAsync<int>("""
            () => {
              const node = document.querySelector("#original mark.current").firstChild;
              const range = document.createRange();
              range.setStart(node, node.data.indexOf("。") + 1);
              range.collapse(true);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              const before = document.createRange();
              before.setStart(document.getElementById("original"), 0);
              before.setEnd(range.startContainer, range.startOffset);
              return before.toString().length;
            }
            """);
        await Expect(page.Locator("#picked")).ToContainTextAsync($"第 {at} 字处");
        await Screen(page, $"reading-split-{width}");
        await page.Locator("#picked [data-use=split]").ClickAsync();
        await Expect(page.Locator("#edit-at")).ToHaveValueAsync($"{at}");
        await page.GetByRole(AriaRole.Button, new() { Name = "拆成两项" }).ClickAsync();
        await Expect(page.Locator("p.flash-done")).ToContainTextAsync("已拆成两项");
    }

    Task<IPage> Reading(int width, ColorScheme scheme = ColorScheme.Light) => Imported(town, width, LongReport.Of("试读市人民政府", 12, 16, 3200), scheme);

    internal static async Task<IPage> Imported(DemoTownPages town, int width, string text, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await town.SignIn("闻予川", width);
        // Without glides a picture shows where the page comes to rest.
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync("/reports");
        var import = page.Locator("details.import");
        if (await import.GetAttributeAsync("open") is null) await import.Locator("summary").First.ClickAsync();
        await page.Locator("[name=Pasted]").FillAsync(text);
        await page.Locator("[name=Organization]").FillAsync($"试读{Guid.NewGuid().ToString("N")[..6]}市人民政府");
        await page.Locator("[name=Year]").FillAsync("2023");
        await page.Locator("form.import-form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/reports/", StringComparison.Ordinal));
        return page;
    }

    static ILocator Item(IPage page, string words) => page.Locator(".items > li", new() { HasText = words }).First;

    static string Picture(string name, int width, ColorScheme scheme) => scheme is ColorScheme.Dark ? $"{name}-{width}-dark" : $"{name}-{width}";

    /// <summary>What a person has before him, not the whole length of the page.</summary>
    static Task<byte[]> Screen(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"{name}.png") });
}

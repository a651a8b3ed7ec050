using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tracker.Browser.Tests;

/// <summary>Every page at both widths: a picture to look at, nothing cut off, no violation of level AA.</summary>
public sealed class EveryPageTests(DemoTownPages town)
{
    static readonly (string Name, string Person, string Path)[] Pages =
    [
        ("home-supervisor", "闻予川", "/"), ("home-officer", "季望舒", "/"), ("home-reviewer", "郗明湛", "/"),
        ("ledger", "闻予川", "/ledger"), ("ledger-red", "闻予川", "/ledger?light=Red"), ("reports", "闻予川", "/reports"),
        ("boards", "闻予川", "/boards"), ("boards-officer", "季望舒", "/boards"), ("common-problems-none", "闻予川", "/common-problems"), ("recurrences-supervisor", "闻予川", "/recurrences"), ("inbox", "季望舒", "/inbox"), ("admin", "晏朗", "/admin"), ("projections", "晏朗", "/admin/projections"), ("rules", "晏朗", "/admin/rules"), ("rights", "晏朗", "/admin/rights"), ("import-people", "晏朗", "/admin/people/import"), ("account", "季望舒", "/account"), ("acting", "季望舒", "/acting"),
        ("two-step", "季望舒", "/account/two-step"), ("tokens", "季望舒", "/account/tokens"), ("sign-in-security", "晏朗", "/admin/sign-in"), ("reads", "晏朗", "/admin/reads"), ("webhooks", "晏朗", "/admin/webhooks"),
    ];

    static readonly int[] Widths = [1440, 390];

    public static TheoryData<string, int> All => [.. Pages.SelectMany(page => Widths.Select(width => (page.Name, width)))];

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [MemberData(nameof(All))]
    public async Task A_page_is_whole_and_accessible(string name, int width)
    {
        var (_, person, path) = Pages.Single(page => page.Name == name);
        var page = await town.SignIn(person, width);
        await page.GotoAsync(path);
        await Check(page, $"{name}-{width}", width);
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_report_its_links_and_a_commitment_are_whole_and_accessible(int width)
    {
        var page = await town.SignIn("闻予川", width);
        await page.GotoAsync("/reports");
        var links = await page.Locator("a[href$='/links']").First.GetAttributeAsync("href");
        await page.GotoAsync(links!);
        await Check(page, $"links-{width}", width);
        await page.GotoAsync(links!.Replace("/links", "", StringComparison.Ordinal));
        await Check(page, $"reading-{width}", width);
        await page.GotoAsync("/ledger?status=Returned");
        await page.Locator("tbody a[href^='/commitments/']").First.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/commitments/", StringComparison.Ordinal));
        await Check(page, $"commitment-{width}", width);
        (await page.ContentAsync()).Length.ShouldBeLessThan(100_000);
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_seals_and_the_sheet_to_print_are_whole_and_accessible(int width)
    {
        var page = await town.SignIn("晏朗", width);
        await page.GotoAsync("/admin/seals");
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync("**/admin/seals");
        await Check(page, $"seals-{width}", width);
        await page.GotoAsync("/admin/seals/1");
        await Check(page, $"seal-{width}", width);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"seal-print-{width}.png"), FullPage = true });
        (await page.Locator(".topbar").IsVisibleAsync()).ShouldBeFalse();
        (await page.Locator(".receipt").IsVisibleAsync()).ShouldBeTrue();
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_reply_link_and_what_it_opens_are_whole_and_accessible(int width)
    {
        var page = await town.SignIn("闻予川", width);
        await page.GotoAsync("/ledger?status=Underway");
        var commitment = await page.Locator("tbody a[href^='/commitments/']").First.GetAttributeAsync("href");
        await page.GotoAsync($"{commitment}/reply-links");
        await page.FillAsync("#contact", "骆青禾");
        await page.Locator("form[action*='Issue'] button").ClickAsync();
        var link = await page.Locator("[role=status] code").InnerTextAsync();
        await Check(page, $"reply-links-{width}", width);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(link);
        await page.FillAsync("#text", "已评查案卷 40 宗，问题已逐项反馈。");
        await Check(page, $"reply-{width}", width);
        await page.GotoAsync(link[..^2]);
        await Check(page, $"reply-dead-{width}", width);
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_webhook_and_its_deliveries_are_whole_and_accessible(int width)
    {
        var page = await town.SignIn("晏朗", width);
        await page.GotoAsync("/admin/webhooks");
        // An address kept for documentation: nobody answers.
        await page.FillAsync("#webhook-url", $"http://192.0.2.1/oversight/receive-what-happens-to-commitments?from={width}");
        await page.Locator("main details summary").ClickAsync();
        await page.CheckAsync("input[value=commitment_closed]");
        await page.CheckAsync("input[value=closing_submitted]");
        await page.Locator("form[action*='Register'] button").ClickAsync();
        await page.Locator("[role=status] code").WaitForAsync();
        await Check(page, $"webhook-registered-{width}", width);
        await page.Locator($"a[href^='/admin/webhooks/']", new() { HasText = $"from={width}" }).ClickAsync();
        await page.Locator("form[action*='Test'] button").ClickAsync();
        await page.Locator("tbody tr").WaitForAsync();
        await Check(page, $"webhook-{width}", width);
    }

    internal static async Task Check(IPage page, string picture, int width)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"{picture}.png"), FullPage = true });
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{picture} is wider than the window");
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        found.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty();
    }
}

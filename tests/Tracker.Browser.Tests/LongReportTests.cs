using System.Diagnostics;
using Tracker.Tests;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>A report of 26,000 characters and 150 items: what the page weighs is asserted, how long it takes is only told.</summary>
[Collection(DemoTownPages.Imports)]
public sealed class LongReportTests(DemoTownPages town)
{
    const int Plans = 99;
    const int Problems = 50;

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task The_page_of_a_long_report_stays_light()
    {
        var page = await ReadingPageTests.Imported(town, 1440, LongReport.Of("试读市人民政府", Problems, Plans));
        var since = Stopwatch.StartNew();
        var answer = await page.GotoAsync(new Uri(page.Url).AbsolutePath);
        var opened = since.ElapsedMilliseconds;
        var bytes = (await answer!.BodyAsync()).Length;
        var nodes = await page.EvaluateAsync<int>("document.querySelectorAll('*').length");
        var items = await page.Locator(".items > li").CountAsync();
        (await page.EvaluateAsync<int>("document.getElementById('original').textContent.length")).ShouldBeGreaterThanOrEqualTo(LongReport.Length);
        items.ShouldBeGreaterThanOrEqualTo(145);

        await page.EvaluateAsync("window.longest = 0; new PerformanceObserver((list) => { for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration); }).observe({ entryTypes: ['longtask'] });");
        since.Restart();
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("j");
        var pressed = since.ElapsedMilliseconds;
        await Expect(page.Locator(".items > li").Nth(19)).ToBeFocusedAsync();
        await Expect(page.Locator("#original mark.current").First).ToBeInViewportAsync();

        since.Restart();
        await page.EvaluateAsync("""
            async () => {
              const marks = document.querySelectorAll("#original mark");
              for (let i = 0; i < 100; i++) {
                getSelection().setBaseAndExtent(marks[0].firstChild, 0, marks[i].firstChild, 1);
                if (i % 10 === 0) await new Promise(requestAnimationFrame);
              }
            }
            """);
        var selected = since.ElapsedMilliseconds;
        await Expect(page.Locator("#picked")).ToBeVisibleAsync();
        var longest = await page.EvaluateAsync<double>("window.longest");
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, "reading-long-1440.png") });

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{items} items, {bytes} bytes, {nodes} elements; opened in {opened} ms, twenty keys in {pressed} ms, a hundred selections in {selected} ms, longest task {longest} ms");
        bytes.ShouldBeLessThan(420_000);
        nodes.ShouldBeLessThan(4_500);
    }
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>One commitment's way in a real browser: imported, confirmed, dispatched, signed for, worked on, proved, returned, closed, answered.</summary>
[Collection(DemoTownPages.Imports)]
public sealed class JourneyTests(DemoTownPages town)
{
    const string Supervisor = "闻予川";
    const string Officer = "季望舒";
    const string Reviewer = "郗明湛";
    const string Title = "推进行政复议规范化建设";

    static string Seeds => Path.Combine(AppContext.BaseDirectory, "seeds", "qinglu");

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task A_report_goes_in_and_a_closed_commitment_comes_out()
    {
        var supervisor = await town.SignIn(Supervisor, 1440);
        await Import(supervisor, "2021.txt");
        await Picture(supervisor, "reading");
        await Expect(supervisor.Locator("main")).ToContainTextAsync(Title);
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "全部确认" }).ClickAsync();
        await Agree(supervisor);
        await Expect(supervisor.Locator("p.flash-done")).ToContainTextAsync("已确认 10 项");

        await supervisor.GotoAsync("/ledger?year=2021");
        await supervisor.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        var address = new Uri(supervisor.Url).AbsolutePath;
        var form = await Open(supervisor, "Assign");
        await form.Locator("[name=Lead]").SelectOptionAsync(new SelectOptionValue { Label = "霁川市司法局" });
        await form.Locator("[name=DueOn]").FillAsync("2030-06-30");
        await form.Locator("[name=Standard]").FillAsync("行政复议案件按期审结率达到100%");
        await Send(form);
        await Expect(supervisor.Locator("main")).ToContainTextAsync("待签收");

        var officer = await town.SignIn(Officer, 390);
        await officer.GotoAsync(address);
        await Send(await Open(officer, "Accept"));
        await Expect(officer.Locator("main")).ToContainTextAsync("办理中");
        form = await Open(officer, "Progress");
        await form.Locator("[name=Text]").FillAsync("已办结行政复议案件32件，全部在法定期限内审结。");
        await form.Locator("[name=Percent]").FillAsync("100");
        await Send(form);
        form = await Open(officer, "AttachEvidence");
        await form.Locator("[name=File]").SetInputFilesAsync(new FilePayload { Name = "复议案件台账.txt", MimeType = "text/plain", Buffer = "共32件"u8.ToArray() });
        await Send(form);
        await Expect(officer.Locator("#evidence")).ToContainTextAsync("复议案件台账.txt");
        form = await Open(officer, "Submit");
        await form.Locator("[name=Text]").FillAsync("按期审结率100%，申请销号。");
        await Send(form);
        await Expect(officer.Locator("main")).ToContainTextAsync("待复核");
        await Picture(officer, "commitment-submitted");

        var reviewer = await town.SignIn(Reviewer, 1440);
        await reviewer.GotoAsync(address);
        form = await Open(reviewer, "Return");
        await form.Locator("[name=Text]").FillAsync("请补充案件清单的审核签字。");
        await Send(form);
        await Expect(reviewer.Locator("main")).ToContainTextAsync("已退回");

        await officer.GotoAsync(address);
        await Expect(officer.Locator("main")).ToContainTextAsync("请补充案件清单的审核签字。");
        form = await Open(officer, "Submit");
        await form.Locator("[name=Text]").FillAsync("已补签字，再次申请销号。");
        await Send(form);

        await reviewer.GotoAsync(address);
        form = await Open(reviewer, "Close");
        await form.Locator("[name=Outcome][value=Done]").CheckAsync();
        foreach (var point in await form.Locator(".checklist [name=Held]").AllAsync()) await point.CheckAsync();
        await Send(form);
        await Expect(reviewer.Locator("main")).ToContainTextAsync("已销号");
        await Picture(reviewer, "commitment-closed");

        await Import(supervisor, "2022.txt");
        await supervisor.GotoAsync(new Uri(supervisor.Url).AbsolutePath + "/links");
        await Expect(supervisor.Locator("main")).ToContainTextAsync(Title);
        await Picture(supervisor, "year-links");
    }

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task The_wrong_file_gets_a_sentence_and_nothing_is_imported()
    {
        var page = await town.SignIn(Supervisor, 1440);
        await page.GotoAsync("/reports");
        var before = await page.Locator("tbody tr").CountAsync();
        await OpenImport(page);
        await page.Locator("#upload").SetInputFilesAsync(new FilePayload { Name = "报告.txt", MimeType = "text/plain", Buffer = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1] });
        await page.Locator("form.import-form button.btn-primary").ClickAsync();
        await Expect(page.Locator("#import-problem")).ToBeVisibleAsync();
        await Picture(page, "wrong-file");
        await page.GotoAsync("/reports");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(before);
    }

    internal static async Task Import(IPage page, string file)
    {
        await page.GotoAsync("/reports");
        await OpenImport(page);
        await page.Locator("#upload").SetInputFilesAsync(Path.Combine(Seeds, file));
        await page.Locator("form.import-form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/reports/", StringComparison.Ordinal));
    }

    static async Task OpenImport(IPage page)
    {
        var import = page.Locator("details.import");
        if (await import.GetAttributeAsync("open") is null) await import.Locator("summary").ClickAsync();
    }

    /// <summary>The form of one action, unfolded.</summary>
    internal static async Task<ILocator> Open(IPage page, string act)
    {
        var panel = page.Locator("details.action").Filter(new() { Has = page.Locator($"input[name=Act][value={act}]") });
        if (await panel.GetAttributeAsync("open") is null) await panel.Locator("summary").First.ClickAsync();
        return panel.Locator("form");
    }

    internal static async Task Send(ILocator form)
    {
        await form.Locator("button").Last.ClickAsync();
        await Agree(form.Page);
        await form.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Says yes where the page asks before it acts.</summary>
    internal static async Task Agree(IPage page)
    {
        var ask = page.Locator("dialog#ask[open] button[value=yes]");
        await page.WaitForTimeoutAsync(300);
        if (await ask.CountAsync() > 0) await ask.ClickAsync();
    }

    static async Task Picture(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(DemoTownPages.Pictures, $"journey-{name}.png"), FullPage = true });
}

using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>A supervisor sees what two towns name, and how another closed it. A town of its own: what is confirmed here would count elsewhere.</summary>
public sealed class CommonProblemsTests
{
    const string Supervisor = "闻予川", Reviewer = "郗明湛";

    const string Third = """
        澜川县2023年法治政府建设年度报告
        现将2023年度法治政府建设情况报告如下：
        一、主要举措和成效
        全年办理行政复议案件41件，开展法治宣传活动63场次，法治政府建设各项工作有序推进。
        二、存在的问题
        （一）普法宣传形式单一，针对性不强。
        （二）行政执法规范化水平参差不齐。
        （三）涉企行政检查频次偏高，多头检查、重复检查仍然存在。
        （四）行政复议办案力量不足，专职人员偏少。
        （五）公共法律服务资源分布不均衡。
        三、2024年度主要安排
        （一）健全涉企行政检查联合机制。
        （二）加强行政复议队伍建设。
        """;

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task What_two_towns_name_stands_on_one_page_with_how_it_was_closed()
    {
        await using var town = new DemoTownPages("common-problems");
        await town.InitializeAsync();
        var supervisor = await town.SignIn(Supervisor, 1440);
        var seeds = Path.Combine(AppContext.BaseDirectory, "seeds", "qinglu");
        await Confirm(supervisor, await File.ReadAllTextAsync(Path.Combine(seeds, "2021.txt"), TestContext.Current.CancellationToken));
        await Confirm(supervisor, await File.ReadAllTextAsync(Path.Combine(seeds, "2022.txt"), TestContext.Current.CancellationToken));
        await Confirm(supervisor, Third);

        await supervisor.GotoAsync("/boards");
        await supervisor.GetByRole(AriaRole.Link, new() { Name = "各单位共性问题" }).ClickAsync();
        await Expect(supervisor.Locator(".clusters > li").First).ToBeVisibleAsync();
        await Expect(supervisor.Locator(".clusters")).ToContainTextAsync("霁川市人民政府 2023 年度");
        await Expect(supervisor.Locator(".clusters")).ToContainTextAsync("2 个单位");
        await EveryPageTests.Check(supervisor, "common-problems-1440", 1440);

        var address = await CloseOne(town, supervisor);
        await supervisor.GotoAsync("/common-problems?closed=true");
        var closed = supervisor.Locator(".clusters > li").Filter(new() { Has = supervisor.Locator($"a[href='{address}']") });
        await closed.Locator("details.closings > summary").ClickAsync();
        await Expect(closed.Locator("details.closings")).ToContainTextAsync("对2项决策开展后评估并公开结果，申请销号。");
        await EveryPageTests.Check(supervisor, "common-problems-closed-1440", 1440);

        var narrow = await town.SignIn(Supervisor, 390);
        await narrow.GotoAsync("/common-problems");
        await narrow.Locator("details.closings > summary").First.ClickAsync();
        await EveryPageTests.Check(narrow, "common-problems-390", 390);
    }

    static async Task Confirm(IPage page, string report)
    {
        await page.GotoAsync("/reports");
        var import = page.Locator("details.import");
        if (await import.GetAttributeAsync("open") is null) await import.Locator("summary").ClickAsync();
        await page.Locator("#upload").SetInputFilesAsync(new FilePayload { Name = "报告.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(report) });
        await page.Locator("form.import-form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/reports/", StringComparison.Ordinal));
        await page.Locator("button[formaction$='handler=ConfirmAll']").ClickAsync();
        await page.Locator("#ask button[value=yes]").ClickAsync();
        await Expect(page.Locator("button[formaction$='handler=ConfirmAll']")).ToHaveCountAsync(0);
    }

    /// <summary>One of the second town's problems, from dispatch to closing.</summary>
    static async Task<string> CloseOne(DemoTownPages town, IPage supervisor)
    {
        await supervisor.Locator(".clusters a").Filter(new() { HasText = "决策后评估" }).First.ClickAsync();
        await supervisor.WaitForURLAsync("**/commitments/*");
        var address = new Uri(supervisor.Url).AbsolutePath;
        var form = await JourneyTests.Open(supervisor, "Assign");
        await form.Locator("[name=Lead]").SelectOptionAsync(new SelectOptionValue { Label = "霁川市司法局" });
        await form.Locator("[name=DueOn]").FillAsync("2030-06-30");
        await form.Locator("[name=Standard]").FillAsync("后评估办法印发");
        await JourneyTests.Send(form);
        var officer = await town.SignIn("季望舒", 1440);
        await officer.GotoAsync(address);
        await JourneyTests.Send(await JourneyTests.Open(officer, "Accept"));
        form = await JourneyTests.Open(officer, "AttachEvidence");
        await form.Locator("[name=File]").SetInputFilesAsync(new FilePayload { Name = "后评估办法.txt", MimeType = "text/plain", Buffer = "共12条"u8.ToArray() });
        await JourneyTests.Send(form);
        await Expect(officer.Locator("#evidence")).ToContainTextAsync("后评估办法.txt");
        form = await JourneyTests.Open(officer, "Submit");
        await form.Locator("[name=Text]").FillAsync("印发重大行政决策后评估办法，对2项决策开展后评估并公开结果，申请销号。");
        await JourneyTests.Send(form);
        await Expect(officer.Locator("main")).ToContainTextAsync("待复核");
        var reviewer = await town.SignIn(Reviewer, 1440);
        await reviewer.GotoAsync(address);
        form = await JourneyTests.Open(reviewer, "Close");
        await form.Locator("[name=Outcome][value=Done]").CheckAsync();
        foreach (var point in await form.Locator(".checklist [name=Held]").AllAsync()) await point.CheckAsync();
        await JourneyTests.Send(form);
        await Expect(reviewer.Locator("main")).ToContainTextAsync("已销号");
        return address;
    }
}

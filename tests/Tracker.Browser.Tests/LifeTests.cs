using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tracker.Browser.Tests;

/// <summary>One commitment through every state that a place may ask for, by the pages. A town of its own: its rules hold for everything in it.</summary>
public sealed class LifeTests
{
    const string Supervisor = "闻予川", Officer = "季望舒", Head = "钟离旻", Reviewer = "郗明湛", Administrator = "晏朗", Helper = "岑牧";

    [Fact(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    public async Task Measures_countersigning_checklist_notice_objection_and_another_look_go_by_the_pages()
    {
        await using var town = new DemoTownPages("life");
        await town.InitializeAsync();
        await SetRules(town);
        var supervisor = await town.SignIn(Supervisor, 1440);
        await JourneyTests.Import(supervisor, "2021.txt");
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "全部确认" }).ClickAsync();
        await JourneyTests.Agree(supervisor);
        await Expect(supervisor.Locator("p.flash-done")).ToContainTextAsync("已确认 10 项");

        var address = await Dispatch(supervisor);
        var officer = await town.SignIn(Officer, 390);
        await Work(officer, address);
        await Help(town, address);
        await Finish(officer, address);

        var head = await town.SignIn(Head, 390);
        await head.GotoAsync("/");
        await Expect(head.Locator("main")).ToContainTextAsync("待签批");
        await EveryPageTests.Check(head, "life-home-head-390", 390);
        await head.GotoAsync(address);
        await JourneyTests.Send(await JourneyTests.Open(head, "Countersign"));
        await Expect(head.Locator("main")).ToContainTextAsync("待复核");

        var reviewer = await town.SignIn(Reviewer, 1440);
        await Review(reviewer, address);
        await Object(supervisor, reviewer, address);
    }

    static async Task SetRules(DemoTownPages town)
    {
        foreach (var width in (int[])[1440, 390])
        {
            var page = await town.SignIn(Administrator, width);
            await page.GotoAsync("/admin/work-rules");
            await EveryPageTests.Check(page, $"work-rules-{width}", width);
            await page.Locator("[name=Countersign]").CheckAsync();
            await page.Locator("[name=NoticeDays]").FillAsync("7");
            await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
            await Expect(page.Locator("p.flash-done")).ToContainTextAsync("办理规则已保存");
        }
    }

    static async Task<string> Dispatch(IPage page)
    {
        await page.GotoAsync("/ledger?year=2021");
        await page.GetByRole(AriaRole.Link, new() { Name = "推进行政复议规范化建设" }).ClickAsync();
        var address = new Uri(page.Url).AbsolutePath;
        var form = await JourneyTests.Open(page, "Assign");
        await form.Locator("[name=Lead]").SelectOptionAsync(new SelectOptionValue { Label = "霁川市司法局" });
        await form.Locator("[name=DueOn]").FillAsync($"{DateTime.UtcNow.AddDays(200):yyyy-MM-dd}");
        await form.Locator("[name=Standard]").FillAsync("行政复议案件按期审结率达到100%");
        var split = form.Locator("details.more").Filter(new() { HasText = "分解为措施" });
        await split.Locator("summary").ClickAsync();
        await split.Locator("fieldset.measure").First.Locator("[name$=Taken]").CheckAsync();
        await Measure(split, 0, "规范复议文书格式", null, 20);
        await Measure(split, 1, "联合开展行政应诉培训", "霁川市综合行政执法局", 60);
        await EveryPageTests.Check(page, "life-dispatch-1440", 1440);
        await JourneyTests.Send(form);
        await Expect(page.Locator("#measures")).ToContainTextAsync("措施落实（2 项，已完成 0 项）");
        return address;

        static async Task Measure(ILocator split, int row, string text, string? unit, int days)
        {
            var measure = split.Locator("fieldset.measure").Nth(row);
            await measure.Locator("[name$=Text]").FillAsync(text);
            if (unit is not null) await measure.Locator("[name$=Unit]").SelectOptionAsync(new SelectOptionValue { Label = unit });
            await measure.Locator("[name$=DueOn]").FillAsync($"{DateTime.UtcNow.AddDays(days):yyyy-MM-dd}");
        }
    }

    static async Task Work(IPage page, string address)
    {
        await page.GotoAsync(address);
        await JourneyTests.Send(await JourneyTests.Open(page, "Accept"));
        await Expect(page.Locator("main")).ToContainTextAsync("办理中");
        await EveryPageTests.Check(page, "life-measures-390", 390);
        var form = await JourneyTests.Open(page, "Progress");
        await form.Locator("[name=Text]").FillAsync("已印发复议文书参考格式。");
        await form.Locator("[name=Measure]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await form.Locator("[name=Percent]").FillAsync("100");
        await JourneyTests.Send(form);
        await Expect(page.Locator("#measures")).ToContainTextAsync("已完成 1 项");
    }

    static async Task Help(DemoTownPages town, string address)
    {
        var page = await town.SignIn(Helper, 1440);
        await page.GotoAsync(address);
        var form = await JourneyTests.Open(page, "Progress");
        await form.Locator("[name=Text]").FillAsync("已开展两期培训，参训120人。");
        await form.Locator("[name=Measure]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await form.Locator("[name=Percent]").FillAsync("100");
        await JourneyTests.Send(form);
        await Expect(page.Locator("#measures")).ToContainTextAsync("已完成 2 项");
        form = await JourneyTests.Open(page, "Comment");
        await form.Locator("[name=Text]").FillAsync("@季望舒 培训材料已发，请汇总。");
        await JourneyTests.Send(form);
    }

    static async Task Finish(IPage page, string address)
    {
        await page.GotoAsync("/inbox");
        await Expect(page.Locator("#mentions")).ToContainTextAsync("岑牧 留言：@季望舒 培训材料已发，请汇总。");
        await EveryPageTests.Check(page, "life-mention-390", 390);
        await page.GotoAsync(address);
        var form = await JourneyTests.Open(page, "AttachEvidence");
        await form.Locator("[name=File]").SetInputFilesAsync([
            new FilePayload { Name = "文书格式.txt", MimeType = "text/plain", Buffer = "格式"u8.ToArray() },
            new FilePayload { Name = "培训签到.txt", MimeType = "text/plain", Buffer = "120人"u8.ToArray() }]);
        await JourneyTests.Send(form);
        await Expect(page.Locator("#evidence")).ToContainTextAsync("佐证材料（2 份）");
        form = await JourneyTests.Open(page, "Submit");
        await form.Locator("[name=Text]").FillAsync("两项措施均已完成，申请销号。");
        await JourneyTests.Send(form);
        await Expect(page.Locator("main")).ToContainTextAsync("待签批");
    }

    static async Task Review(IPage page, string address)
    {
        await page.GotoAsync(address);
        var form = await JourneyTests.Open(page, "Close");
        await form.Locator("[name=Outcome][value=Done]").CheckAsync();
        await EveryPageTests.Check(page, "life-checklist-1440", 1440);
        await JourneyTests.Send(form);
        await Expect(page.Locator("main")).ToContainTextAsync("未通过");
        form = await JourneyTests.Open(page, "Close");
        foreach (var point in await form.Locator(".checklist [name=Held]").AllAsync()) await point.CheckAsync();
        await JourneyTests.Send(form);
        await Expect(page.Locator("main")).ToContainTextAsync("销号公示至");
    }

    static async Task Object(IPage supervisor, IPage reviewer, string address)
    {
        await supervisor.GotoAsync(address);
        var form = await JourneyTests.Open(supervisor, "TakeObjection");
        await form.Locator("[name=Text]").FillAsync("培训只开了一期。");
        await JourneyTests.Send(form);
        await reviewer.GotoAsync(address);
        form = await JourneyTests.Open(reviewer, "AnswerObjection");
        await form.Locator("[name=Yes][value=true]").CheckAsync();
        await form.Locator("[name=Text]").FillAsync("签到表只有一期。");
        await EveryPageTests.Check(reviewer, "life-objection-1440", 1440);
        await JourneyTests.Send(form);
        await Expect(reviewer.Locator("main")).ToContainTextAsync("已退回");
        await reviewer.SetViewportSizeAsync(390, 900);
        await EveryPageTests.Check(reviewer, "life-returned-390", 390);
    }
}

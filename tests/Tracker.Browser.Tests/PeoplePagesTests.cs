using Microsoft.Playwright;
using Tracker.People;

namespace Tracker.Browser.Tests;

/// <summary>The pages of units and people, whole and accessible at both widths, in a town of their own.</summary>
public sealed class PeoplePagesTests : IAsyncLifetime
{
    readonly DemoTownPages town = new("people");

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_person_a_unit_a_leaving_and_an_import_are_whole_and_accessible(int width)
    {
        var page = await town.SignIn("晏朗", width);
        await page.GotoAsync("/admin");
        var officer = (await page.Locator("td a[href^='/admin/people/']", new() { HasText = "季望舒" }).GetAttributeAsync("href"))!;
        var unit = (await page.Locator(".tree a", new() { HasText = "霁川市司法局" }).GetAttributeAsync("href"))!;

        await page.GotoAsync(officer);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await page.GetByLabel("代理人", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByLabel("结束日期（含当日）").FillAsync(DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "指定代理人" }).ClickAsync();
        await Assertions.Expect(page.Locator(".flash-done")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.querySelectorAll('main details').forEach(each => each.open = true)");
        await EveryPageTests.Check(page, $"person-{width}", width);

        await page.GotoAsync(unit);
        await EveryPageTests.Check(page, $"unit-{width}", width);
        await page.GotoAsync($"{officer}/leave");
        await EveryPageTests.Check(page, $"leave-{width}", width);

        await page.GotoAsync("/admin/people/import");
        await page.Locator("#people-file").SetInputFilesAsync(new FilePayload
        {
            Name = "名册.xlsx", MimeType = "application/octet-stream", Buffer = PeopleTemplate.Of(
                ("单位", [PeopleTemplate.UnitHeader, [$"霁川市档案局{width}", "市档案局", "霁川市人民政府"], ["霁川市粮食局", "", "没有的市"]]),
                ("人员", [[.. PeopleTemplate.PeopleHeader, "备注"], ["许新来", $"xu{width}", $"霁川市档案局{width}", "科员", "承办人", "", "0101", "新录用"], ["错角色", "cuo", "霁川市司法局", "", "总管", "", "", ""]])),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "预演" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "预演结果（尚未导入）" })).ToBeVisibleAsync();
        await EveryPageTests.Check(page, $"import-preview-{width}", width);
        await page.GetByLabel("只导入无误的行").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认导入" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载登录链接" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("/welcome/");
        await EveryPageTests.Check(page, $"imported-{width}", width);
    }

    [Theory(SkipUnless = nameof(Chromium.IsInstalled), SkipType = typeof(Chromium), Skip = Chromium.Missing)]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_switch_between_posts_is_whole_and_accessible(int width)
    {
        var admin = await town.SignIn("晏朗", width);
        await admin.GotoAsync("/admin");
        await admin.Locator("td a[href^='/admin/people/']", new() { HasText = "闻予川" }).ClickAsync();
        await admin.GetByText("添加任职").ClickAsync();
        var form = admin.Locator("form", new() { Has = admin.Locator("#unit-new") });
        await form.Locator("#unit-new").SelectOptionAsync(new SelectOptionValue { Label = "霁川市司法局" });
        await form.Locator("#title-new").FillAsync($"复核组长{width}");
        await form.GetByLabel("复核员").CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(admin.Locator(".flash-done")).ToBeVisibleAsync();

        var page = await town.SignIn("闻予川", width);
        await page.Locator("details.person summary").ClickAsync();
        await EveryPageTests.Check(page, $"switch-{width}", width);
        await page.Locator(".person-menu").GetByRole(AriaRole.Button, new() { Name = $"复核组长{width}" }).ClickAsync();
        await page.Locator("details.person summary").ClickAsync();
        await Assertions.Expect(page.Locator(".person-menu")).ToContainTextAsync($"以 霁川市司法局·复核组长{width} 办理");
    }
}

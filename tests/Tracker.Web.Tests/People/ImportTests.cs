using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>导入单位和人员 on its page: looked at first, then taken in.</summary>
public sealed class ImportTests(Town town)
{
    const string Path = "/admin/people/import";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static byte[] List(District district, string role = "承办人") => PeopleTemplate.Of(
        ("单位", [["单位名册"], PeopleTemplate.UnitHeader, [$"{district.Name}水务局", "水务局", district.Government.Name], [$"{district.Name}水文站", "", $"{district.Name}水务局"]]),
        ("人员", [PeopleTemplate.PeopleHeader, [$"{district.Name}赵六", $"{district.Name}zhao", $"{district.Name}水文站", "站长", role, "", "0101"], [$"{district.Name}钱七", $"{district.Name}qian", district.Government.Name, "", "督办员、查阅", district.Roads.Name, ""]]));

    async Task<(District District, Visitor Admin)> Begin()
    {
        var district = await District.In(town);
        return (district, await town.SignIn((await district.Person("管理员", district.Government, null, Role.Administrator)).Name));
    }

    static async Task<Seen> Upload(Visitor visitor, byte[] bytes)
    {
        var page = await visitor.Get(Path);
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Hidden(page, "__RequestVerificationToken")), "__RequestVerificationToken" }, { new ByteArrayContent(bytes), "Upload", "名册.xlsx" },
        };
        using var answer = await visitor.Client.PostAsync(Path, content, Ct);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), null);
    }

    static string Hidden(Seen page, string name) => Regex.Match(page.Html, $"""name="{name}"[^>]*value="([^"]*)""").Groups[1].Value;

    static Task<Seen> Confirm(Visitor visitor, Seen preview, params (string, string)[] more) =>
        visitor.Send(preview, $"{Path}?handler=Apply", [("Sha256", Hidden(preview, "Sha256")), ("Digest", Hidden(preview, "Digest")), .. more]);

    [Fact]
    public async Task A_list_is_previewed_confirmed_and_the_second_time_changes_nothing()
    {
        var (district, admin) = await Begin();
        var preview = await Upload(admin, List(district));
        preview.Status.ShouldBe(200);
        preview.Words.ShouldContain("新增 4");
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        (await PeopleQuery.Units(connection, Ct)).ShouldNotContain(unit => unit.Name == $"{district.Name}水务局", "a dry run stores nothing");

        var done = await Confirm(admin, preview);
        done.Words.ShouldContain("已导入：单位 2 个，人员 2 人");
        var tree = new UnitTree(await PeopleQuery.Units(connection, Ct));
        tree.Below(district.Government.Id).Select(unit => unit.Name).ShouldContain($"{district.Name}水文站");
        var supervisor = (await PeopleQuery.People(connection, Ct)).Single(person => person.Name == $"{district.Name}钱七");
        (supervisor.ScopeName, supervisor.Roles.Contains(Role.Supervisor)).ShouldBe((district.Roads.Name, true));

        (await Upload(admin, List(district))).Words.ShouldContain("没有需要导入的");
    }

    [Fact]
    public async Task New_people_get_links_once_and_a_link_opens_the_account()
    {
        var (district, admin) = await Begin();
        var done = await Confirm(admin, await Upload(admin, List(district)));
        var file = Encoding.UTF8.GetString(Convert.FromBase64String(WebUtility.HtmlDecode(Regex.Match(done.Html, "base64,([^\"]+)").Groups[1].Value)));
        var link = Regex.Match(file, $"{district.Name}zhao.*(/welcome/[A-Za-z0-9_-]+)").Groups[1].Value;
        (await admin.Get(Path)).Html.ShouldNotContain("/welcome/");
        var newcomer = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        (await newcomer.Send(link, link, ("Password", "long-enough-1"), ("Again", "long-enough-1"))).Status.ShouldBe(302);
        (await newcomer.Get("/ledger")).Words.ShouldContain($"{district.Name}水文站");
    }

    [Fact]
    public async Task While_one_row_is_wrong_nothing_is_stored_unless_only_the_right_ones_are_asked_for()
    {
        var (district, admin) = await Begin();
        var preview = await Upload(admin, List(district, "总管"));
        preview.Words.ShouldContain("没有“总管”这个角色");
        (await Confirm(admin, preview)).Words.ShouldContain("还有 1 行有误，没有导入");
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        (await PeopleQuery.Units(connection, Ct)).ShouldNotContain(unit => unit.Name == $"{district.Name}水务局");
        (await Confirm(admin, preview, ("OnlyRight", "true"))).Words.ShouldContain("单位 2 个，人员 1 人");
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_looked_at_again()
    {
        var (district, admin) = await Begin();
        var preview = await Upload(admin, List(district));
        await district.Unit("水务局", district.Government);
        (await Confirm(admin, preview)).Words.ShouldContain("预演之后单位或人员有变动");
    }

    [Fact]
    public async Task A_file_that_is_no_workbook_is_refused_with_what_to_do()
    {
        var (_, admin) = await Begin();
        var answer = await Upload(admin, "姓名,登录名"u8.ToArray());
        (answer.Status, answer.Words.Contains("另存为 .xlsx", StringComparison.Ordinal)).ShouldBe((400, true));
    }

    [Fact]
    public async Task Only_an_administrator_imports_people_and_the_template_is_there_for_him()
    {
        (await (await town.SignIn("supervisor")).Get(Path)).Status.ShouldBe(403);
        var (_, admin) = await Begin();
        using var answer = await admin.Client.GetAsync($"{Path}?handler=Template", Ct);
        Tracker.Reports.XlsxRows.All(await answer.Content.ReadAsByteArrayAsync(Ct), Ct).Select(row => row.Cells[0].Text).ShouldBe(["单位全称", "姓名"]);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }
}

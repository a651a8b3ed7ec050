using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Web.Tests.Shell;

public class LayoutTests(ShellApp app) : IClassFixture<ShellApp>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_is_shown_the_way_in_and_nothing_else()
    {
        var html = await app.Visitor().GetStringAsync("/", Ct);

        html.ShouldContain("""<a class="btn btn-primary" href="/sign-in">登录</a>""");
        html.ShouldNotContain("mainnav");
    }

    [Fact]
    public async Task A_person_sees_name_unit_unread_messages_and_the_first_steps()
    {
        var html = await app.Person().GetStringAsync("/", Ct);

        html.ShouldContain("李敏");
        html.ShouldContain("县城市管理局");
        html.ShouldContain("""<span class="unread">7""");
        html.ShouldContain("导入报告");
    }

    [Fact]
    public async Task Administration_is_shown_to_administrators() =>
        (await app.Person().GetStringAsync("/", Ct)).ShouldNotContain("/admin");

    [Fact]
    public async Task Signing_out_and_htmx_carry_an_antiforgery_token()
    {
        var html = await app.Person().GetStringAsync("/", Ct);

        html.ShouldMatch("""action="/sign-in[^"]*SignOut"[^>]*>.*name="__RequestVerificationToken" type="hidden" value="[^"]+""");
        html.ShouldMatch("""<meta name="csrf" content="[^"]+">""");
    }

    [Fact]
    public async Task The_page_speaks_Chinese_whatever_the_browser_asks_for()
    {
        var html = await app.BrowserInEnglish().GetStringAsync("/", Ct);

        html.ShouldContain("""<html lang="zh-Hans">""");
        html.ShouldContain("法治政府建设承诺跟踪");
    }

    [Fact]
    public async Task The_page_speaks_English_to_one_who_switched() =>
        (await app.English().GetStringAsync("/", Ct)).ShouldContain("Sign in");

    [Fact]
    public async Task Switching_comes_back_to_the_page_and_is_remembered()
    {
        var answer = await app.Visitor().GetAsync("/language/en?returnUrl=%2Fledger%3Fq%3Da", Ct);

        answer.Headers.Location!.OriginalString.ShouldBe("/ledger?q=a");
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("max-age=31536000");
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Switching_leads_nowhere_else(string elsewhere)
    {
        var answer = await app.Visitor().GetAsync($"/language/en?returnUrl={Uri.EscapeDataString(elsewhere)}", Ct);

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task An_empty_page_is_small()
    {
        var html = await app.Visitor().GetStringAsync("/", Ct);

        Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(5_000);
    }

    [Fact]
    public async Task Every_file_that_the_layout_names_is_there_and_may_be_kept_for_a_year()
    {
        var client = app.Visitor();
        var html = await client.GetStringAsync("/", Ct);
        var files = Regex.Matches(html, """(?:href|src)="(/(?:css|js)/[^"]+)""").Select(file => file.Groups[1].Value).ToList();

        files.Count.ShouldBeGreaterThan(6);
        foreach (var file in files)
        {
            var answer = await client.GetAsync(file, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            answer.Headers.CacheControl!.ToString().ShouldContain("max-age=31536000");
        }
    }

    [Fact]
    public async Task The_application_says_that_it_is_well() =>
        (await app.Visitor().GetStringAsync("/health", Ct)).ShouldBe("Healthy");
}

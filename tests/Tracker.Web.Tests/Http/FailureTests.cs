using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tracker.Web.Tests.Shell;

namespace Tracker.Web.Tests.Http;

public class FailureTests(ShellApp app) : IClassFixture<ShellApp>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nowhere", 404, "没有找到这个页面")]
    [InlineData("/error", 404, "没有找到这个页面")]
    [InlineData("/forbidden", 403, "您没有权限查看此页")]
    [InlineData("/refused", 409, "现在还不能这样办理")]
    [InlineData("/stale", 412, "内容刚刚被他人修改")]
    [InlineData("/broken", 500, "系统出了问题")]
    public async Task A_failed_page_says_what_to_do_in_the_layout(string path, int status, string title)
    {
        var answer = await app.Person().GetAsync(path, Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);

        ((int)answer.StatusCode).ShouldBe(status);
        html.ShouldContain($"<h1>{title}</h1>");
        html.ShouldContain("mainnav");
        html.ShouldNotContain("a secret of ours");
    }

    [Fact]
    public async Task A_failed_form_is_answered_as_a_failed_page_is()
    {
        var answer = await app.Person().PostAsync("/refused", new FormUrlEncodedContent([]), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("It is closed.");
    }

    [Fact]
    public async Task A_failed_page_speaks_the_persons_language()
    {
        var client = app.English();
        client.DefaultRequestHeaders.Add(ShellApp.SignedIn, "yes");
        (await (await client.GetAsync("/nowhere", Ct)).Content.ReadAsStringAsync(Ct)).ShouldContain("This page was not found");
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_not_told_what_there_is()
    {
        (await app.Visitor().GetAsync("/api/nowhere", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Visitor().GetAsync("/nowhere", Ct)).Headers.Location!.OriginalString.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task Htmx_gets_the_sentence_alone()
    {
        var client = app.Person();
        client.DefaultRequestHeaders.Add("HX-Request", "true");

        var html = await (await client.GetAsync("/refused", Ct)).Content.ReadAsStringAsync(Ct);

        html.ShouldContain("It is closed.");
        html.ShouldNotContain("<html");
    }

    [Theory]
    [InlineData("/api/refused", 409, "closed-already")]
    [InlineData("/api/stale", 412, "stale")]
    [InlineData("/api/broken", 500, "failure")]
    [InlineData("/api/malformed", 400, "malformed")]
    public async Task A_failed_call_is_a_problem_with_its_code(string path, int status, string code)
    {
        var answer = await app.Person().GetAsync(path, Ct);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("type").GetString().ShouldBe(code);
        problem.GetRawText().ShouldNotContain("a secret of ours");
    }

    [Fact]
    public async Task A_call_to_nowhere_is_a_problem_too()
    {
        var answer = await app.Person().GetAsync("/api/nowhere", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}

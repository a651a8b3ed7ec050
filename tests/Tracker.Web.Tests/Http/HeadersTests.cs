using Tracker.Web.Tests.Shell;

namespace Tracker.Web.Tests.Http;

public class HeadersTests(ShellApp app) : IClassFixture<ShellApp>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/broken")]
    [InlineData("/api/broken")]
    [InlineData("/css/theme.css")]
    [InlineData("/health")]
    [InlineData("/sign-in")]
    [InlineData("/reply/made-up")]
    [InlineData("/ledger")]
    public async Task Every_answer_keeps_scripts_styles_and_frames_out(string path)
    {
        var headers = (await app.Visitor().GetAsync(path, Ct)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
    }

    [Fact]
    public async Task Https_is_asked_for_where_there_is_https()
    {
        var over = app.CreateClient(new() { BaseAddress = new("https://localhost") });

        (await over.GetAsync("/", Ct)).Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        (await app.Visitor().GetAsync("/", Ct)).Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_travel_compressed(string encoding)
    {
        var client = app.Visitor();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);

        (await client.GetAsync("/", Ct)).Content.Headers.ContentEncoding.ShouldBe([encoding]);
    }
}

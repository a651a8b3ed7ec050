using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.SignIn;

namespace Tracker.Web.Tests.Http;

/// <summary>How often somebody may try, with small limits and made-up addresses.</summary>
public sealed class RateLimitsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_many_sign_ins_from_one_address_wait_and_another_address_does_not()
    {
        await using var app = await SignInApp.Start(("Tracker:RateLimits:SignIn", "3"));
        var visitor = app.Visitor("192.0.2.1");
        for (var i = 0; i < 3; i++) (await Try(visitor, $"nobody-{i}")).Status.ShouldBe(200);
        var answer = await Post(visitor);
        ((int)answer.StatusCode).ShouldBe(429);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("请等一分钟后再试");
        (await visitor.Get("/sign-in")).Status.ShouldBe(200);
        (await Try(app.Visitor("192.0.2.2"), "nobody")).Status.ShouldBe(200);
        visitor.Client.DefaultRequestHeaders.Add("Cookie", "language=c%3Den%7Cuic%3Den");
        (await (await Post(visitor)).Content.ReadAsStringAsync(Ct)).ShouldContain("Please wait a minute");
    }

    [Fact]
    public async Task One_login_is_not_tried_from_many_addresses()
    {
        await using var app = await SignInApp.Start(("Tracker:RateLimits:Login", "2"));
        (await Try(app.Visitor("192.0.2.1"), "Sought")).Status.ShouldBe(200);
        (await Try(app.Visitor("192.0.2.2"), "sought")).Status.ShouldBe(200);
        (await Try(app.Visitor("192.0.2.3"), "sought")).Status.ShouldBe(429);
        (await Try(app.Visitor("192.0.2.3"), "another")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Links_are_not_guessed_at_and_one_network_is_one_address()
    {
        await using var app = await SignInApp.Start(("Tracker:RateLimits:Links", "2"));
        (await app.Visitor("2001:db8::1").Get("/welcome/guess")).Status.ShouldBe(404);
        (await app.Visitor("2001:db8::2").Get("/reply/guess")).Status.ShouldBe(410);
        (await app.Visitor("2001:db8::3").Get("/reply/guess")).Status.ShouldBe(429);
        (await app.Visitor("2001:db8:0:1::3").Get("/reply/guess")).Status.ShouldBe(410);
    }

    [Fact]
    public async Task Failed_tokens_are_counted_and_good_ones_are_not()
    {
        await using var app = await SignInApp.Start(("Tracker:RateLimits:TokenFailures", "2"));
        var caller = app.Visitor("192.0.2.1");
        caller.Client.DefaultRequestHeaders.Authorization = new("Bearer", "trk_guess");
        (await caller.Get($"/api/commitments/{Guid.Empty}")).Status.ShouldBe(401);
        (await caller.Get($"/api/commitments/{Guid.Empty}")).Status.ShouldBe(401);
        var answer = await caller.Client.GetAsync($"/api/commitments/{Guid.Empty}", Ct);
        ((int)answer.StatusCode).ShouldBe(429);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_a_configured_proxy_says_who_asks_and_whether_by_https()
    {
        await using var app = await SignInApp.Start(("Tracker:Proxies", "192.0.2.7, 198.51.100.0/24"), ("Tracker:RateLimits:SignIn", "1"));
        foreach (var (from, asked) in new[] { ("192.0.2.7", "203.0.113.1"), ("198.51.100.9", "203.0.113.2") }) (await Try(Behind(app, from, asked), "nobody")).Status.ShouldBe(200);
        (await Try(Behind(app, "192.0.2.7", "203.0.113.1"), "nobody")).Status.ShouldBe(429);
        // A stranger's header is not believed: his own address counts.
        (await Try(Behind(app, "192.0.2.66", "203.0.113.3"), "nobody")).Status.ShouldBe(200);
        (await Try(Behind(app, "192.0.2.66", "203.0.113.4"), "nobody")).Status.ShouldBe(429);

        var https = Behind(app, "192.0.2.7", "203.0.113.9");
        https.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await https.Client.GetAsync("/sign-in", Ct);
        page.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        page.Headers.GetValues("Set-Cookie").Where(cookie => cookie.StartsWith("csrf=", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("secure");
        page.Headers.GetValues("Set-Cookie").Where(cookie => !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)).ShouldAllBe(cookie => cookie.Contains("secure"));
    }

    static Visitor Behind(SignInApp app, string proxy, string client)
    {
        var visitor = app.Visitor(proxy);
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", client);
        return visitor;
    }

    static Task<Seen> Try(Visitor visitor, string login) => visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", "不对"));

    static async Task<HttpResponseMessage> Post(Visitor visitor) => await visitor.Client.PostAsync("/sign-in", new FormUrlEncodedContent([new("Login", "nobody"), new("Password", "x")]), Ct);
}

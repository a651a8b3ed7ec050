using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.SignIn;

/// <summary>Passwords, codes, tokens and links are in no log, however talkative, and in no event.</summary>
public sealed class SecretsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_in_the_log_or_in_an_event()
    {
        await using var provider = await IdentityProvider.Start();
        const string prefix = "Tracker:SignIn:OpenIdConnect:";
        await using var app = await SignInApp.Start(($"{prefix}Authority", provider.Address), ($"{prefix}ClientId", IdentityProvider.ClientId), ($"{prefix}ClientSecret", IdentityProvider.ClientSecret));
        var (id, login) = await app.Person(Role.Supervisor, Role.Administrator);
        var secrets = new List<string> { SignInApp.Password, IdentityProvider.ClientSecret, "a-wrong-secret-password" };

        await app.Visitor().Send("/sign-in", "/sign-in", ("Login", login), ("Password", "a-wrong-secret-password"));
        var visitor = await app.SignIn(login);
        var tokens = await visitor.Send("/account/tokens", "/account/tokens?handler=Make", ("Name", "脚本"), ("ExpiresOn", TimeProvider.System.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", null)));
        var token = Kept(Regex.Match(tokens.Html, "trk_[A-Za-z0-9_-]{43}").Value);
        visitor.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await visitor.Get($"/api/commitments/{Guid.Empty}");
        visitor.Client.DefaultRequestHeaders.Authorization = null;

        var invited = await visitor.Send("/admin", "/admin?handler=Person", ("PersonName", "受邀者"), ("Login", "invited-one"));
        await app.Visitor().Get($"/welcome/{Kept(Regex.Match(invited.Html, "/welcome/([A-Za-z0-9_-]+)").Groups[1].Value)}");

        var commitment = await Underway(app, id);
        var path = $"/commitments/{commitment}/reply-links";
        var link = await visitor.Send(path, $"{path}?handler=Issue", ("Contact", "骆青禾"), ("Unit", $"{app.Unit.Id}"), ("Days", "7"));
        await app.Visitor().Get($"/reply/{Kept(Regex.Match(link.Html, "/reply/([A-Za-z0-9_-]+)").Groups[1].Value)}");

        var (_, recovery) = await AuthenticatorApp.SetUp(visitor);
        foreach (var code in recovery) Kept(code);
        var asked = await app.Visitor().Get("/sign-in/provider");
        asked.Location.ShouldNotBeNull();
        var guest = app.Visitor();
        var away = await guest.Get("/sign-in/provider");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var back = (await browser.GetAsync(away.Location!, Ct)).Headers.Location!;
        (await guest.Get(back.PathAndQuery)).Location.ShouldBe("/account");
        Kept(provider.LastAccessToken);
        Kept(Regex.Match(back.Query, "code=([^&]+)").Groups[1].Value);

        var log = string.Join('\n', app.Log);
        log.Length.ShouldBeGreaterThan(1000, "the log was not captured");
        var events = await app.Scalar<string>("select string_agg(data::text || coalesce(headers::text, ''), E'\\n') from mt_events");
        events.ShouldContain("骆青禾");
        foreach (var secret in secrets)
        {
            log.ShouldNotContain(secret);
            events.ShouldNotContain(secret);
        }

        string Kept(string secret)
        {
            secret.Length.ShouldBeGreaterThan(8);
            secrets.Add(secret);
            return secret;
        }
    }

    static async Task<Guid> Underway(SignInApp app, Guid person)
    {
        var id = Town.NewId();
        var by = new By(person, "办理人", app.Unit.Id, app.Unit.Name);
        await using var session = app.Store.OpenSession();
        session.StartStream<Commitment>(id,
            new CommitmentRegistered(Town.NewId(), ItemKind.Problem, Town.NewOrganization(), 2024, "保密试验事项", "一是保密试验。", "存在的问题", 1, 9, null, [], [], null, by),
            new CommitmentAssigned(app.Unit, [], null, null, new(2030, 1, 1), "全部完成", RectificationKind.Phased, by), new AssignmentAccepted(by));
        await session.SaveChangesAsync(Ct);
        return id;
    }
}

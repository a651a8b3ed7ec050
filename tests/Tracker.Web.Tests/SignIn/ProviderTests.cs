using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.SignIn;

public sealed class ProviderApp : IAsyncLifetime
{
    internal IdentityProvider Provider { get; private set; } = null!;
    public SignInApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await IdentityProvider.Start();
        const string prefix = "Tracker:SignIn:OpenIdConnect:";
        App = await SignInApp.Start(($"{prefix}Authority", Provider.Address), ($"{prefix}ClientId", IdentityProvider.ClientId), ($"{prefix}ClientSecret", IdentityProvider.ClientSecret),
            ($"{prefix}DisplayName", "统一身份认证"), ($"{prefix}UnitClaim", "org"));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

/// <summary>Sign-in by OpenID Connect, against a provider that tells the truth and one that does not. Tests of one class run one after another.</summary>
public sealed class ProviderTests(ProviderApp given) : IClassFixture<ProviderApp>
{
    SignInApp App => given.App;
    IdentityProvider Provider => given.Provider;

    [Fact]
    public async Task A_newcomer_may_read_belongs_to_no_unit_and_is_told_what_to_ask_for()
    {
        Tells("newcomer", "新来者");
        var visitor = App.Visitor();
        (await Arrive(visitor)).Location.ShouldBe("/account");
        var account = await visitor.Get("/account");
        account.Words.ShouldContain("请联系管理员为您设定");
        account.Words.ShouldContain("（无单位）");
        var (roles, unit) = (await App.Scalar<string[]>("select roles from people where name = '新来者'"), await App.Scalar<long>("select count(*) from people where name = '新来者' and unit_id is not null"));
        roles.ShouldBe(["Reader"]);
        unit.ShouldBe(0);
        (await visitor.Get("/admin")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_known_subject_is_the_same_person_whatever_the_name_is_by_now()
    {
        Tells("known", "原名者");
        await Arrive(App.Visitor());
        Tells("known", "改名者");
        var visitor = App.Visitor();
        (await Arrive(visitor, "/ledger?year=2024")).Location.ShouldBe("/ledger?year=2024");
        (await visitor.Get("/account")).Words.ShouldContain("原名者");
        (await App.Scalar<long>("select count(*) from people where name = '改名者'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_somebody_here_has_makes_nobody_that_person()
    {
        var (id, login) = await App.Person(Role.Administrator);
        Tells("impostor", "冒名者", login);
        var visitor = App.Visitor();
        await Arrive(visitor);
        (await visitor.Get("/admin")).Status.ShouldBe(403);
        (await App.Scalar<long>($"select count(*) from external_logins where person_id = '{id}'")).ShouldBe(0);
        await App.SignIn(login);
    }

    [Fact]
    public async Task An_own_account_is_linked_while_signed_in_and_then_opened_by_the_provider()
    {
        var (id, login) = await App.Person(Role.Supervisor);
        Tells("linked", "关联者");
        var visitor = await App.SignIn(login);
        (await visitor.Get("/account/link?key=made-up")).Location.ShouldBe("/account");
        var link = System.Text.RegularExpressions.Regex.Match((await visitor.Get("/account")).Html, "/account/link\\?key=[^\"]+").Value;
        (await Return(visitor, await visitor.Get(link))).Location.ShouldBe("/account");
        (await App.Scalar<long>($"select count(*) from external_logins where person_id = '{id}'")).ShouldBe(1);

        var later = App.Visitor();
        await Arrive(later);
        (await later.Get("/account")).Html.ShouldContain(login);
        // The same subject can't be linked to a second person.
        var other = await App.SignIn((await App.Person(Role.Supervisor)).Login);
        link = System.Text.RegularExpressions.Regex.Match((await other.Get("/account")).Html, "/account/link\\?key=[^\"]+").Value;
        (await Return(other, await other.Get(link))).Location.ShouldBe("/sign-in?problem=linked-elsewhere");
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("unknown-key")]
    [InlineData("unsigned")]
    [InlineData("shared-secret")]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("somebody-else")]
    public async Task An_answer_that_is_not_what_it_should_be_signs_nobody_in(string lie)
    {
        Tells($"liar-{lie}", $"骗子{lie}");
        Provider.Lie = lie;
        var visitor = App.Visitor();
        var answer = await Arrive(visitor);
        answer.Location.ShouldBe("/sign-in?problem=answer");
        (await visitor.Get(answer.Location!)).Words.ShouldContain("没有通过核验");
        (await visitor.Get("/ledger")).Status.ShouldBe(302);
        (await App.Scalar<long>($"select count(*) from external_logins where subject = 'liar-{lie}'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_only_by_the_browser_that_asked()
    {
        Tells("replayed", "重放者");
        var visitor = App.Visitor();
        var callback = await Callback(await visitor.Get("/sign-in/provider"));
        (await App.Visitor().Get(callback)).Location.ShouldBe("/sign-in?problem=state");
        (await visitor.Get(callback)).Location.ShouldBe("/account");
        await visitor.Send("/account", "/sign-in?handler=SignOut");
        (await visitor.Get(callback)).Location.ShouldBe("/sign-in?problem=state");
        (await visitor.Get("/sign-in/provider/callback?code=x&state=made-up")).Location.ShouldBe("/sign-in?problem=state");
    }

    [Fact]
    public async Task Who_does_not_agree_is_told_so()
    {
        Tells("denied", "不同意者");
        Provider.Denies = true;
        var visitor = App.Visitor();
        var answer = await Arrive(visitor);
        answer.Location.ShouldBe("/sign-in?problem=denied");
        (await visitor.Get(answer.Location!)).Words.ShouldContain("没有同意授权");
    }

    [Fact]
    public async Task The_way_back_leads_to_our_own_pages_only()
    {
        Tells("way-back", "返回者");
        await Arrive(App.Visitor());
        (await Arrive(App.Visitor(), "https://elsewhere.example/")).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Two_step_sign_in_is_asked_for_whoever_vouches()
    {
        Tells("two-steps", "两步者");
        var visitor = App.Visitor();
        await Arrive(visitor);
        await AuthenticatorApp.SetUp(visitor);
        (await Arrive(App.Visitor(), "/ledger")).Location.ShouldNotBeNull().ShouldStartWith("/sign-in/code");
    }

    [Fact]
    public async Task A_provider_that_is_down_is_told_on_the_sign_in_page()
    {
        var gone = await IdentityProvider.Start();
        await gone.DisposeAsync();
        await using var app = await SignInApp.Start(("Tracker:SignIn:OpenIdConnect:Authority", gone.Address), ("Tracker:SignIn:OpenIdConnect:ClientId", "x"), ("Tracker:SignIn:OpenIdConnect:ClientSecret", "y"));
        var visitor = app.Visitor();
        (await visitor.Get("/sign-in/provider")).Location.ShouldBe("/sign-in?problem=down");
        (await visitor.Get("/sign-in?problem=down")).Words.ShouldContain("暂时连接不上");
    }

    [Fact]
    public async Task Plain_OAuth_asks_for_the_user_information_by_paths_of_its_own()
    {
        await using var provider = await IdentityProvider.Start();
        const string prefix = "Tracker:SignIn:OpenIdConnect:";
        await using var app = await SignInApp.Start(($"{prefix}AuthorizationEndpoint", $"{provider.Address}/authorize"), ($"{prefix}TokenEndpoint", $"{provider.Address}/token"), ($"{prefix}UserInfoEndpoint", $"{provider.Address}/userinfo"),
            ($"{prefix}ClientId", IdentityProvider.ClientId), ($"{prefix}ClientSecret", IdentityProvider.ClientSecret), ($"{prefix}Issuer", "dingtalk"),
            ($"{prefix}SubjectClaim", "content.accountId"), ($"{prefix}LoginClaim", "content.account"), ($"{prefix}NameClaim", "content.realName"));
        (provider.Subject, provider.Name) = ("d-7", "专有钉钉用户");
        var visitor = app.Visitor();
        (await Return(visitor, await visitor.Get("/sign-in/provider"))).Location.ShouldBe("/account");
        (await app.Scalar<string>("select x.issuer || ' ' || x.subject || ' ' || p.name from external_logins x join people p on p.id = x.person_id")).ShouldBe("dingtalk d-7 专有钉钉用户");
    }

    void Tells(string subject, string name, string? login = null) =>
        (Provider.Subject, Provider.Name, Provider.Login, Provider.Lie, Provider.Denies) = (subject, name, login ?? $"{subject}@provider", null, false);

    static async Task<Seen> Arrive(Visitor visitor, string returnUrl = "/") =>
        await Return(visitor, await visitor.Get($"/sign-in/provider?returnUrl={Uri.EscapeDataString(returnUrl)}"));

    static async Task<Seen> Return(Visitor visitor, Seen asked) => await visitor.Get(await Callback(asked));

    // The browser goes to the provider and is sent back.
    static async Task<string> Callback(Seen asked)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var answer = await browser.GetAsync(asked.Location.ShouldNotBeNull(), TestContext.Current.CancellationToken);
        return answer.Headers.Location.ShouldNotBeNull().PathAndQuery;
    }
}

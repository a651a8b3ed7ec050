using Tracker.People;
using Tracker.Web.SignIn;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.SignIn;

public sealed class TwoStepApp : IAsyncLifetime
{
    public SignInApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await SignInApp.Start(("Tracker:RequireTotpFor", "Administrator"));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>两步登录: a code after the password, each good once, and a way back for a lost telephone.</summary>
public sealed class TwoStepTests(TwoStepApp given) : IClassFixture<TwoStepApp>
{
    SignInApp App => given.App;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_it_is_on_the_password_alone_opens_nothing()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var (phone, _) = await AuthenticatorApp.SetUp(await App.SignIn(login));

        var visitor = App.Visitor();
        var first = await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", SignInApp.Password), ("ReturnUrl", "/ledger?year=2024"));
        first.Location.ShouldNotBeNull().ShouldStartWith("/sign-in/code");
        (await visitor.Get("/ledger")).Status.ShouldBe(302);
        var second = await visitor.Send(first.Location, "/sign-in/code", ("Code", phone.Code(1)), ("ReturnUrl", "/ledger?year=2024"));
        second.Location.ShouldBe("/ledger?year=2024");
        (await visitor.Get("/ledger")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var (phone, _) = await AuthenticatorApp.SetUp(await App.SignIn(login));
        var code = phone.Code(1);
        (await WithCode(login, code)).Status.ShouldBe(302);
        (await WithCode(login, code)).Words.ShouldContain("验证码不正确或已经用过");
    }

    [Fact]
    public async Task A_recovery_code_is_good_once_however_it_is_typed()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var (_, recovery) = await AuthenticatorApp.SetUp(await App.SignIn(login));
        (await WithCode(login, recovery[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Status.ShouldBe(302);
        (await WithCode(login, recovery[3])).Status.ShouldBe(200);
        (await WithCode(login, recovery[4])).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_the_right_password_in_between_does_not_help()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var (phone, _) = await AuthenticatorApp.SetUp(await App.SignIn(login));
        for (var i = 0; i < PasswordSignIn.FailuresAllowed; i++) (await WithCode(login, phone.WrongCode())).Status.ShouldBe(200);
        (await App.Visitor().Send("/sign-in", "/sign-in", ("Login", login), ("Password", SignInApp.Password))).Words.ShouldContain("锁定");
    }

    [Fact]
    public async Task A_code_asked_for_nobody_leads_back_to_the_sign_in_page()
    {
        var visitor = App.Visitor();
        (await visitor.Get("/sign-in/code")).Location.ShouldBe("/sign-in");
        (await visitor.Send("/sign-in", "/sign-in/code", ("Code", "123456"))).Location.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task It_is_turned_off_with_password_and_code_only()
    {
        var (id, login) = await App.Person(Role.Supervisor);
        var visitor = await App.SignIn(login);
        var (phone, recovery) = await AuthenticatorApp.SetUp(visitor);
        (await visitor.Send("/account/two-step", "/account/two-step?handler=Remove", ("Password", "不对"), ("Code", phone.Code(1)))).Words.ShouldContain("密码或验证码不正确");
        (await visitor.Send("/account/two-step", "/account/two-step?handler=Remove", ("Password", SignInApp.Password), ("Code", phone.WrongCode()))).Words.ShouldContain("密码或验证码不正确");
        (await visitor.Send("/account/two-step", "/account/two-step?handler=Remove", ("Password", SignInApp.Password), ("Code", recovery[0]))).Location.ShouldBe("/account");
        (await App.Scalar<long>($"select count(*) from totp where person_id = '{id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_secret_is_kept_encrypted_and_is_not_shown_again()
    {
        var (id, login) = await App.Person(Role.Supervisor);
        var visitor = await App.SignIn(login);
        var shown = await visitor.Get("/account/two-step");
        shown.Html.ShouldContain("otpauth://totp/");
        shown.Html.ShouldContain("<svg viewBox");
        await AuthenticatorApp.SetUp(visitor);
        (await visitor.Get("/account/two-step")).Html.ShouldNotContain("otpauth:");
        var kept = await App.Scalar<string>($"select secret from totp where person_id = '{id}'");
        kept.ShouldStartWith("CfDJ8");
    }

    [Fact]
    public async Task Where_a_role_must_have_it_nothing_else_opens_before()
    {
        var (_, login) = await App.Person(Role.Administrator);
        var visitor = await App.SignIn(login);
        foreach (var path in (string[])["/", "/admin", "/ledger", "/account", "/account/tokens"]) (await visitor.Get(path)).Location.ShouldBe("/account/two-step", path);
        (await visitor.Get($"/api/commitments/{Guid.Empty}")).Status.ShouldBe(403);
        (await visitor.Send("/account/two-step", "/admin?handler=Unit", ("UnitName", "混入的单位"))).Location.ShouldBe("/account/two-step");
        await AuthenticatorApp.SetUp(visitor);
        (await visitor.Get("/admin")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_administrator_resets_it_for_a_lost_telephone_and_nobody_else_does()
    {
        var (id, login) = await App.Person(Role.Supervisor);
        var other = await App.SignIn(login);
        await AuthenticatorApp.SetUp(other);
        (await other.Send("/account", "/admin/sign-in?handler=Reset", ("person", $"{id}"))).Status.ShouldBe(403);

        var (_, admin) = await App.Person(Role.Administrator);
        var administrator = await App.SignIn(admin);
        await AuthenticatorApp.SetUp(administrator);
        (await administrator.Send("/admin/sign-in", "/admin/sign-in?handler=Reset", ("person", $"{id}"))).Status.ShouldBe(302);
        (await App.Visitor().Send("/sign-in", "/sign-in", ("Login", login), ("Password", SignInApp.Password))).Location.ShouldBe("/");
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var (here, elsewhere) = (await App.SignIn(login), await App.SignIn(login));
        (await here.Send("/account", "/account?handler=Password", ("OldPassword", "不对"), ("Password", "another-long-one"), ("Again", "another-long-one"))).Words.ShouldContain("现在的密码不正确");
        (await here.Send("/account", "/account?handler=Password", ("OldPassword", SignInApp.Password), ("Password", "short"), ("Again", "short"))).Words.ShouldContain("至少要有");
        (await here.Send("/account", "/account?handler=Password", ("OldPassword", SignInApp.Password), ("Password", "another-long-one"), ("Again", "another-long-one"))).Status.ShouldBe(302);
        (await here.Get("/ledger")).Status.ShouldBe(200);
        (await elsewhere.Get("/ledger")).Status.ShouldBe(302);
        (await App.Visitor().Send("/sign-in", "/sign-in", ("Login", login), ("Password", SignInApp.Password))).Words.ShouldContain("不正确");
        await App.SignIn(login, "another-long-one");
    }

    [Fact]
    public async Task An_account_without_a_password_is_opened_by_none()
    {
        var (id, login) = await App.Person(Role.Administrator);
        await using (var connection = await App.Store.OpenConnectionAsync(Ct)) await CredentialsTable.ChangePassword(connection, id, "", Ct);
        foreach (var guess in (string[])[Guid.Empty.ToString(), "x", SignInApp.Password])
            (await App.Visitor().Send("/sign-in", "/sign-in", ("Login", login), ("Password", guess))).Status.ShouldBe(200);
    }

    async Task<Seen> WithCode(string login, string code)
    {
        var visitor = App.Visitor();
        var first = await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", SignInApp.Password));
        return await visitor.Send(first.Location!, "/sign-in/code", ("Code", code));
    }
}

using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Tracker.People;
using Tracker.Web.SignIn;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.SignIn;

/// <summary>Local accounts: who gets in, who is kept out, and that nothing about it is lost with the process.</summary>
public sealed class SignInTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_account_every_page_leads_to_the_sign_in_page()
    {
        var visitor = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        foreach (var path in new[] { "/ledger", "/reports", "/boards", "/inbox", "/admin", "/admin/projections", "/admin/seals", "/admin/seals/1", $"/commitments/{Guid.Empty}", $"/reports/{Guid.Empty}" })
            (await visitor.Get(path)).Location.ShouldNotBeNull().ShouldContain("/sign-in?returnUrl=");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_one_sentence_for_all_and_the_name_is_kept()
    {
        var visitor = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        var wrong = await visitor.Send("/sign-in", "/sign-in", ("Login", "reader"), ("Password", "不对"));
        var unknown = await visitor.Send("/sign-in", "/sign-in", ("Login", "nobody-at-all"), ("Password", "不对"));
        wrong.Words.ShouldContain("登录名或密码不正确");
        unknown.Words.ShouldContain("登录名或密码不正确");
        wrong.Html.ShouldContain("value=\"reader\"");
    }

    [Fact]
    public async Task After_five_failures_even_the_right_password_is_refused_for_a_while()
    {
        var login = await NewPerson("锁定者", Role.Reader, "right-password");
        var visitor = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        for (var i = 0; i < PasswordSignIn.FailuresAllowed; i++) await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", "不对"));
        (await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", "right-password"))).Words.ShouldContain("锁定");
    }

    [Fact]
    public async Task The_way_back_leads_only_to_our_own_pages()
    {
        var visitor = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        (await visitor.Send("/sign-in", "/sign-in", ("Login", "reader"), ("Password", Town.Password), ("ReturnUrl", "/ledger?year=2024"))).Location.ShouldBe("/ledger?year=2024");
        (await visitor.Send("/sign-in", "/sign-in", ("Login", "reader"), ("Password", Town.Password), ("ReturnUrl", "//elsewhere.example/"))).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Who_has_left_is_out_at_the_next_click()
    {
        var login = await NewPerson("将调离者", Role.Supervisor, "right-password");
        var visitor = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", "right-password"));
        (await visitor.Get("/ledger")).Status.ShouldBe(200);
        await using (var connection = await town.Store.OpenConnectionAsync(Ct))
        {
            var person = (await CredentialsTable.Find(connection, login, Ct))!.PersonId;
            await using var session = town.Store.OpenSession();
            session.Append(person, new PersonLeft("调离"));
            await session.SaveChangesAsync(Ct);
        }
        (await visitor.Get("/ledger")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Only_an_administrator_manages_people()
    {
        (await (await town.SignIn("supervisor")).Get("/admin")).Status.ShouldBe(403);
        (await (await town.SignIn("reader")).Send("/", "/admin?handler=Person", ("PersonName", "混入者"), ("Login", "intruder"), ("Roles", "Administrator"))).Status.ShouldBe(403);
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        (await CredentialsTable.Find(connection, "intruder", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task An_invited_person_may_only_read_where_no_role_was_given_and_the_link_works_once()
    {
        var admin = await NewPerson("管理者", Role.Administrator, "right-password");
        var visitor = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        await visitor.Send("/sign-in", "/sign-in", ("Login", admin), ("Password", "right-password"));
        var answer = await visitor.Send("/admin", "/admin?handler=Person", ("PersonName", "新来的"), ("Login", "newcomer"));
        var link = System.Text.RegularExpressions.Regex.Match(answer.Html, "/welcome/[A-Za-z0-9_-]+").Value;

        var newcomer = new Visitor(town.CreateClient(new() { AllowAutoRedirect = false }));
        (await newcomer.Send(link, link, ("Password", "short"), ("Again", "short"))).Words.ShouldContain("至少要有");
        (await newcomer.Send(link, link, ("Password", "long-enough-1"), ("Again", "long-enough-1"))).Status.ShouldBe(302);
        (await newcomer.Get(link)).Status.ShouldBe(404);
        (await newcomer.Get("/ledger")).Status.ShouldBe(200);
        (await newcomer.Get("/reports")).Html.ShouldNotContain("import-form");
    }

    [Fact]
    public async Task A_cookie_is_good_on_another_node_of_the_same_database()
    {
        var client = town.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        var first = await client.GetAsync("/sign-in", Ct);
        var page = await first.Content.ReadAsStringAsync(Ct);
        var token = System.Text.RegularExpressions.Regex.Match(page, """name="__RequestVerificationToken" type="hidden" value="([^"]+)""").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["Login"] = "reader", ["Password"] = Town.Password, ["__RequestVerificationToken"] = token }),
        };
        request.Headers.Add("Cookie", Cookies(first));
        var signedIn = await client.SendAsync(request, Ct);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var node = new SecondNode(town.ConnectionString);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/ledger");
        asked.Headers.Add("Cookie", Cookies(signedIn));
        (await node.CreateClient(new() { AllowAutoRedirect = false }).SendAsync(asked, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    async Task<string> NewPerson(string name, Role role, string password)
    {
        var (id, login) = (Town.NewId(), $"p{Town.NewId():N}");
        await using var session = town.Store.OpenSession();
        session.StartStream<Person>(id, new PersonRegistered(name, town.Watch.Id, null, null), new RolesGranted([role]));
        CredentialsTable.Set(session.Statements, id, login, new Microsoft.AspNetCore.Identity.PasswordHasher<object>().HashPassword(new(), password));
        await session.SaveChangesAsync(Ct);
        return login;
    }

    static string Cookies(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    sealed class SecondNode(string connectionString) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("ConnectionStrings:Tracker", connectionString);
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.SignIn;

public sealed class TokensApp : IAsyncLifetime
{
    public SignInApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await SignInApp.Start();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>接口令牌: what one opens, and what it never opens.</summary>
public sealed class ApiTokenTests(TokensApp given) : IClassFixture<TokensApp>
{
    SignInApp App => given.App;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_reads_and_reading_is_all_it_does_unless_more_was_asked()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var caller = Caller(await Make(await App.SignIn(login)));
        var id = await Commitment();
        (await caller.GetAsync($"/api/commitments/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Assign(caller, id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Assign(Caller(await Make(await App.SignIn(login), "Supervise")), id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_supervising_token_takes_in_a_report_and_a_reading_one_does_not()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var visitor = await App.SignIn(login);
        var (reading, supervising) = (Caller(await Make(visitor)), Caller(await Make(visitor, "Supervise")));
        var address = $"/api/reports?organization={Uri.EscapeDataString(Town.NewOrganization())}&year=2023";
        (await reading.PostAsync(address, new StringContent(ReportsApp.Seed("jichuan/2023.txt")), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervising.PostAsync(address, new StringContent(ReportsApp.Seed("jichuan/2023.txt")), Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await reading.GetFromJsonAsync<JsonElement>("/api/me", Ct)).GetProperty("rights").EnumerateArray().Select(right => right.GetString()).ShouldBe(["ReadLedger"]);
    }

    [Fact]
    public async Task A_token_has_the_rights_of_now_and_not_of_the_day_it_was_made()
    {
        var (person, login) = await App.Person(Role.Supervisor);
        var caller = Caller(await Make(await App.SignIn(login), "Supervise"));
        await Append(person, new RolesGranted([Role.Reader]));
        (await Assign(caller, await Commitment())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Append(person, new PersonLeft("退休"));
        (await caller.GetAsync($"/api/commitments/{await Commitment()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        var (_, login) = await App.Person(Role.Administrator);
        var caller = Caller(await Make(await App.SignIn(login)));
        foreach (var path in (string[])["/ledger", "/admin", "/account/tokens"])
            (await caller.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
    }

    [Fact]
    public async Task A_revoked_and_a_made_up_token_are_nobody()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var visitor = await App.SignIn(login);
        var token = await Make(visitor);
        var row = Regex.Match((await visitor.Get("/account/tokens")).Html, """name="token" value="([0-9a-f-]{36})""").Groups[1].Value;
        (await visitor.Send("/account/tokens", "/account/tokens?handler=Revoke", ("token", row))).Status.ShouldBe(302);
        var answer = await Caller(token).GetAsync($"/api/commitments/{await Commitment()}", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await Caller("trk_made-up").GetAsync($"/api/commitments/{Guid.Empty}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_bad_token_is_not_made_good_by_a_cookie_beside_it()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var visitor = await App.SignIn(login);
        var id = await Commitment();
        (await visitor.Client.GetAsync($"/api/commitments/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        visitor.Client.DefaultRequestHeaders.Authorization = new("Bearer", "trk_made-up");
        (await visitor.Client.GetAsync($"/api/commitments/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_origin_may_call_with_a_token_but_not_with_a_cookie()
    {
        var (_, login) = await App.Person(Role.Supervisor);
        var visitor = await App.SignIn(login);
        var (id, other) = (await Commitment(), await Commitment());
        var caller = Caller(await Make(visitor, "Supervise"));
        foreach (var client in (HttpClient[])[visitor.Client, caller]) client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        (await Assign(visitor.Client, id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Assign(caller, other)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_and_its_use_is_noted()
    {
        var (person, login) = await App.Person(Role.Reader);
        var visitor = await App.SignIn(login);
        var token = await Make(visitor);
        var page = await visitor.Get("/account/tokens");
        page.Html.ShouldNotContain(token);
        page.Html.ShouldContain(token[..10]);
        page.Words.ShouldContain("从未");
        await Caller(token).GetAsync($"/api/commitments/{await Commitment()}", Ct);
        (await visitor.Get("/account/tokens")).Words.ShouldNotContain("从未");
        (await App.Scalar<string>($"select token_hash from api_tokens where person_id = '{person}'")).ShouldMatch("^[0-9a-f]{64}$");
    }

    [Theory]
    [InlineData("", 30)]
    [InlineData("脚本", 366)]
    [InlineData("脚本", -1)]
    public async Task A_token_needs_a_name_and_an_end_within_a_year(string name, int days)
    {
        var (person, login) = await App.Person(Role.Reader);
        var visitor = await App.SignIn(login);
        var answer = await visitor.Send("/account/tokens", "/account/tokens?handler=Make", ("Name", name), ("ExpiresOn", Day(days)));
        answer.Status.ShouldBe(409);
        (await App.Scalar<long>($"select count(*) from api_tokens where person_id = '{person}'")).ShouldBe(0);
    }

    [Fact]
    public async Task One_revokes_the_own_tokens_only_and_the_administrator_everybodys()
    {
        var (person, login) = await App.Person(Role.Supervisor);
        await Make(await App.SignIn(login));
        var token = await App.Scalar<Guid>($"select id from api_tokens where person_id = '{person}'");
        var (_, other) = await App.Person(Role.Supervisor);
        await (await App.SignIn(other)).Send("/account/tokens", "/account/tokens?handler=Revoke", ("token", $"{token}"));
        (await App.Scalar<long>($"select count(*) from api_tokens where id = '{token}' and revoked_at is null")).ShouldBe(1);

        var (_, admin) = await App.Person(Role.Administrator);
        var administrator = await App.SignIn(admin);
        (await administrator.Get("/admin/sign-in")).Html.ShouldContain($"{token}");
        await administrator.Send("/admin/sign-in", "/admin/sign-in?handler=Revoke", ("token", $"{token}"));
        (await App.Scalar<long>($"select count(*) from api_tokens where id = '{token}' and revoked_at is null")).ShouldBe(0);
    }

    static string Day(int days) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8)).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static async Task<string> Make(Visitor visitor, params string[] scopes)
    {
        var answer = await visitor.Send("/account/tokens", "/account/tokens?handler=Make",
            [("Name", "汇总脚本"), ("ExpiresOn", Day(30)), .. scopes.Select(scope => ("Scopes", scope))]);
        var token = Regex.Match(answer.Html, "trk_[A-Za-z0-9_-]{43}").Value;
        token.ShouldNotBeEmpty();
        return token;
    }

    HttpClient Caller(string token)
    {
        var client = App.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    async Task<Guid> Commitment()
    {
        var id = Town.NewId();
        await using var session = App.Store.OpenSession();
        session.StartStream<Commitment>(id, new CommitmentRegistered(
            Town.NewId(), ItemKind.Problem, Town.NewOrganization(), 2024, "令牌试验事项", "一是令牌试验。", "存在的问题", 1, 9, null, [], [], null, new By(Town.NewId(), "登记人", null, null)));
        await session.SaveChangesAsync(Ct);
        return id;
    }

    Task<HttpResponseMessage> Assign(HttpClient client, Guid id) => client.PutAsJsonAsync($"/api/commitments/{id}/assignment",
        new { LeadId = App.Unit.Id, DueOn = Day(60), Standard = "全部完成", Kind = "Phased" }, Ct);

    async Task Append(Guid person, PersonEvent fact)
    {
        await using var session = App.Store.OpenSession();
        session.Append(person, fact);
        await session.SaveChangesAsync(Ct);
    }
}

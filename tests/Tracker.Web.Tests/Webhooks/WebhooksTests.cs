using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.SignIn;
using Tracker.Web.Webhooks;

namespace Tracker.Web.Tests.Webhooks;

public sealed class WebhooksApp : IAsyncLifetime
{
    public SignInApp App { get; private set; } = null!;
    public Receiver Receiver { get; private set; } = null!;
    public HttpClient Administrator { get; private set; } = null!;
    public Visitor Pages { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await SignInApp.Start(
            ("Tracker:Webhooks:AllowPrivate", "true"), ("Tracker:Webhooks:RetrySeconds", "0.2,0.2,0.2"), ("Tracker:Webhooks:TimeoutSeconds", "1"),
            ("Tracker:Address", "https://tracker.example"));
        Receiver = await Receiver.Start();
        var (_, login) = await App.Person(Role.Administrator);
        Pages = await App.SignIn(login);
        Administrator = Pages.Client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}

/// <summary>动态推送, to a receiver that takes, refuses, is slow, or says that it is gone.</summary>
public sealed class WebhooksTests(WebhooksApp given) : IClassFixture<WebhooksApp>
{
    HttpClient Administrator => given.Administrator;
    Receiver Receiver => given.Receiver;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_is_sent_signed_with_title_and_link_alone()
    {
        var (_, secret) = await Register(Receiver.At("/signed", 204), "commented");
        var id = await Commitment("执法案卷不规范");
        await Comment(id, "内部意见，不外传");

        var message = (await Receiver.On("/signed", 1, Ct)).Single();

        message.Body.ShouldNotContain("内部意见");
        message.Body.ShouldNotContain("一是执法案卷不规范");
        var body = JsonDocument.Parse(message.Body).RootElement;
        body.GetProperty("type").GetString().ShouldBe("commented");
        var data = body.GetProperty("data");
        (data.GetProperty("commitmentId").GetGuid(), data.GetProperty("title").GetString(), data.GetProperty("version").GetInt64()).ShouldBe((id, "执法案卷不规范", 2));
        data.GetProperty("link").GetString().ShouldBe($"https://tracker.example/commitments/{id}");
        message.Signature.ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}.{message.Body}"))));
        (TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(message.Timestamp, CultureInfo.InvariantCulture))).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_under_the_same_id()
    {
        var (webhook, _) = await Register(Receiver.At("/fails", 500, 503, 200), "commented");
        await Comment(await Commitment("会重试的事项"), "一");

        (await Receiver.On("/fails", 3, Ct)).Select(message => message.Id).Distinct().Count().ShouldBe(1);

        var delivery = await Settled(webhook);
        (delivery.GetProperty("state").GetString(), delivery.GetProperty("attempts").GetInt32(), delivery.GetProperty("status").GetInt32()).ShouldBe(("Delivered", 3, 200));
    }

    [Fact]
    public async Task A_receiver_that_stays_away_is_given_up_visibly_and_may_be_tried_once_more()
    {
        var answers = 500;
        var (webhook, _) = await Register(Receiver.At("/dead", (context, _) => { context.Response.StatusCode = answers; return Task.CompletedTask; }), "commented");
        await Comment(await Commitment("推送失败的事项"), "一");
        var dead = await Settled(webhook);
        (dead.GetProperty("state").GetString(), dead.GetProperty("attempts").GetInt32(), dead.GetProperty("status").GetInt32()).ShouldBe(("Dead", 4, 500));
        (await Administrator.GetFromJsonAsync<JsonElement>($"/api/webhooks/{webhook}", Ct)).GetProperty("dead").GetInt64().ShouldBe(1);
        (await given.Pages.Get($"/admin/webhooks/{webhook}")).Words.ShouldContain("500");

        answers = 200;
        (await given.Pages.Send($"/admin/webhooks/{webhook}", $"/admin/webhooks/{webhook}?handler=Again", ("delivery", dead.GetProperty("id").GetString()!))).Status.ShouldBe(302);

        (await Settled(webhook)).GetProperty("state").GetString().ShouldBe("Delivered");
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_none()
    {
        var (webhook, _) = await Register(Receiver.At("/slow", async (context, count) =>
        {
            if (count == 1) await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }), "commented");
        await Comment(await Commitment("接收方太慢的事项"), "一");

        await Receiver.On("/slow", 2, Ct);

        (await Settled(webhook)).GetProperty("attempts").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_sent_nothing_more()
    {
        var (webhook, _) = await Register(Receiver.At("/gone", 410), "commented");
        var id = await Commitment("接收方已撤的事项");
        await Comment(id, "一");
        await Receiver.On("/gone", 1, Ct);
        await Until(async () => (await Administrator.GetFromJsonAsync<JsonElement>($"/api/webhooks/{webhook}", Ct)).GetProperty("state").GetString() == "Gone");
        await Comment(id, "二");
        await Task.Delay(1500, Ct);
        Receiver.On("/gone").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var elsewhere = Receiver.At("/elsewhere", 200);
        var (webhook, _) = await Register(Receiver.At("/redirect", (context, _) => { context.Response.Redirect(elsewhere); return Task.CompletedTask; }), "commented");
        await Comment(await Commitment("转走的事项"), "一");
        (await Settled(webhook)).GetProperty("status").GetInt32().ShouldBe(302);
        Receiver.On("/elsewhere").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_happens_during_a_pause_is_sent_after_it_in_order()
    {
        var (webhook, _) = await Register(Receiver.At("/paused", 200), "commented");
        (await Administrator.PutAsync($"/api/webhooks/{webhook}/pause", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var id = await Commitment("暂停期间的事项");
        foreach (var text in (string[])["一", "二", "三"]) await Comment(id, text);
        await Task.Delay(1500, Ct);
        Receiver.On("/paused").ShouldBeEmpty();

        (await Administrator.DeleteAsync($"/api/webhooks/{webhook}/pause", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await Receiver.On("/paused", 3, Ct)).Select(message => JsonDocument.Parse(message.Body).RootElement.GetProperty("data").GetProperty("version").GetInt64()).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task Two_nodes_send_each_event_once()
    {
        const int count = 30;
        await Register(Receiver.At("/nodes", 200), "commented");
        using var second = ActivatorUtilities.CreateInstance<DeliverWebhooks>(given.App.Services);
        await second.StartAsync(Ct);
        var id = await Commitment("两台服务器推送的事项");
        for (var i = 0; i < count; i++) await Comment(id, $"{i}");
        IReadOnlyList<Received> Mine() => [.. Receiver.On("/nodes").Where(message => message.Body.Contains($"{id}", StringComparison.Ordinal))];
        await Until(() => Task.FromResult(Mine().Count >= count));
        await Task.Delay(1000, Ct);
        await second.StopAsync(Ct);
        (Mine().Count, Mine().Select(message => message.Id).Distinct().Count()).ShouldBe((count, count));
    }

    [Fact]
    public async Task What_happened_while_nothing_ran_is_sent_at_the_next_start()
    {
        string connection, url = Receiver.At("/restart", 200);
        var id = Town.NewId();
        await using (var before = await SignInApp.Start(("Tracker:Webhooks:AllowPrivate", "true")))
        {
            connection = before.ConnectionString;
            var (_, login) = await before.Person(Role.Administrator);
            var administrator = await before.SignIn(login);
            (await administrator.Client.PostAsJsonAsync("/api/webhooks", new { url }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        await using (var store = TrackerStore.For(connection))
        await using (var session = store.OpenSession())
        {
            session.StartStream<Commitment>(id, new CommitmentRegistered(
                Town.NewId(), ItemKind.Problem, Town.NewOrganization(), 2024, "停机期间的事项", "一是停机。", "存在的问题", 10, 30, null, [], [], null, By()), new Commented("一", By()));
            await session.SaveChangesAsync(Ct);
        }
        Receiver.On("/restart").ShouldBeEmpty();

        await using var after = await SignInApp.Start(("Tracker:Webhooks:AllowPrivate", "true"), ("ConnectionStrings:Tracker", connection));

        (await Receiver.On("/restart", 2, Ct)).Select(message => JsonDocument.Parse(message.Body).RootElement.GetProperty("type").GetString()).ShouldBe(["commitment_registered", "commented"]);
    }

    [Fact]
    public async Task A_test_is_sent_on_request()
    {
        var (webhook, _) = await Register(Receiver.At("/test", 200), "commitment_closed");
        (await Administrator.PostAsync($"/api/webhooks/{webhook}/test", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Receiver.On("/test", 1, Ct)).Single().Body.ShouldContain("webhook_test");
    }

    [Fact]
    public async Task The_secret_is_told_once_and_kept_encrypted()
    {
        var (webhook, secret) = await Register(Receiver.At("/secret", 200), "commitment_closed");
        foreach (var path in (string[])[$"/api/webhooks/{webhook}", "/api/webhooks", $"/admin/webhooks/{webhook}", "/admin/webhooks"])
            WebUtility.HtmlDecode(await Administrator.GetStringAsync(path, Ct)).ShouldNotContain(secret["whsec_".Length..]);
        (await given.App.Scalar<string>($"select secret from webhooks where id = '{webhook}'")).ShouldNotContain(secret["whsec_".Length..]);
        var key = secret["whsec_".Length..];
        given.App.Log.ShouldNotContain(line => line.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_address_twice_an_unknown_type_and_a_shapeless_request_are_told_apart()
    {
        var url = Receiver.At("/twice", 200);
        await Register(url, "commented");
        (await Code(new { url })).ShouldBe((409, "webhook-known"));
        (await Code(new { url = url + "/other", types = new List<string> { "nothing" } })).ShouldBe((409, "webhook-type-unknown"));
        (await Code(new { url = "ftp://10.0.0.1/" })).ShouldBe((409, "webhook-address-malformed"));
        (await Code(new { })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task It_can_be_changed_and_removed()
    {
        var (webhook, _) = await Register(Receiver.At("/changed", 200), "commented");
        (await Administrator.PutAsJsonAsync($"/api/webhooks/{webhook}", new { url = Receiver.At("/changed-to", 200), types = Array.Empty<string>() }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Administrator.GetFromJsonAsync<JsonElement>($"/api/webhooks/{webhook}", Ct)).GetProperty("types").GetArrayLength().ShouldBe(0);
        (await Administrator.DeleteAsync($"/api/webhooks/{webhook}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Administrator.GetAsync($"/api/webhooks/{webhook}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Administrator.PostAsync($"/api/webhooks/{webhook}/test", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_administrators_keep_webhooks()
    {
        var (_, login) = await given.App.Person(Role.Supervisor);
        var supervisor = await given.App.SignIn(login);
        (await supervisor.Client.GetAsync("/api/webhooks", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.Client.PostAsJsonAsync("/api/webhooks", new { url = "http://10.0.0.1/" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.Get("/admin/webhooks")).Status.ShouldBe(403);
        using var nobody = given.App.CreateClient();
        (await nobody.GetAsync("/api/webhooks", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task On_the_page_one_is_registered_tested_paused_and_removed()
    {
        var url = Receiver.At("/by-page", 200);
        var added = await given.Pages.Send("/admin/webhooks", "/admin/webhooks?handler=Register", ("Address", url), ("Types", "commitment_closed"));
        added.Words.ShouldMatch("whsec_[A-Za-z0-9+/]{43}=");
        var id = Regex.Match(added.Html, $"""href="/admin/webhooks/([0-9a-f-]+)">{Regex.Escape(url)}<""").Groups[1].Value;
        var page = $"/admin/webhooks/{id}";

        (await given.Pages.Send(page, $"{page}?handler=Test")).Status.ShouldBe(302);
        await Receiver.On("/by-page", 1, Ct);
        (await given.Pages.Send(page, $"{page}?handler=Pause", ("pause", "true"))).Status.ShouldBe(302);
        (await given.Pages.Get(page)).Words.ShouldContain("已暂停");
        (await given.Pages.Send("/admin/webhooks", "/admin/webhooks?handler=Register", ("Address", "http://0.0.0.0/"))).Status.ShouldBe(409);
        (await given.Pages.Send(page, $"{page}?handler=Remove")).Status.ShouldBe(302);
        (await given.Pages.Get(page)).Status.ShouldBe(404);
    }

    async Task<(Guid Id, string Secret)> Register(string url, params string[] types)
    {
        var answer = await Administrator.PostAsJsonAsync("/api/webhooks", new { url, types }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return (body.GetProperty("id").GetGuid(), body.GetProperty("secret").GetString()!);
    }

    async Task<(int Status, string? Code)> Code(object request)
    {
        var answer = await Administrator.PostAsJsonAsync("/api/webhooks", request, Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return ((int)answer.StatusCode, body.TryGetProperty("type", out var code) ? code.GetString() : null);
    }

    async Task<JsonElement> Settled(Guid webhook)
    {
        JsonElement? found = null;
        await Until(async () =>
        {
            var page = await Administrator.GetFromJsonAsync<JsonElement>($"/api/webhooks/{webhook}/deliveries", Ct);
            var rows = page.GetProperty("deliveries").EnumerateArray().ToList();
            // Other tests comment as well: the first one is this test's own, for it registered just before.
            found = rows.Count > 0 ? rows[^1] : null;
            return found is { } row && row.GetProperty("state").GetString() != "Waiting";
        });
        return found!.Value;
    }

    static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds()) await Task.Delay(50, limit.Token);
    }

    async Task<Guid> Commitment(string title)
    {
        var id = Town.NewId();
        await using var session = given.App.Store.OpenSession();
        session.StartStream<Commitment>(id, new CommitmentRegistered(
            Town.NewId(), ItemKind.Problem, Town.NewOrganization(), 2024, title, $"一是{title}。", "存在的问题", 10, 30, null, [], [], null, By()));
        await session.SaveChangesAsync(Ct);
        return id;
    }

    async Task Comment(Guid id, string text)
    {
        await using var session = given.App.Store.OpenSession();
        session.Append(id, new Commented(text, By()));
        await session.SaveChangesAsync(Ct);
    }

    By By() => new(Town.NewId(), "苏督办", given.App.Unit.Id, given.App.Unit.Name);
}

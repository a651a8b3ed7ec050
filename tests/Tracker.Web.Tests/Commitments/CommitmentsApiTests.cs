using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tracker.Web.Tests.Commitments;

public class CommitmentsApiTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commitment_tells_its_state_version_and_open_actions()
    {
        var id = await town.Assigned("接口读取的事项");
        var officer = await town.SignIn("officer");

        var answer = await officer.Client.GetAsync($"/api/commitments/{id}", Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        answer.Headers.ETag!.Tag.ShouldBe("\"2\"");
        body.GetProperty("status").GetString().ShouldBe("Assigned");
        body.GetProperty("lead").GetProperty("name").GetString().ShouldBe(town.Roads.Name);
        body.GetProperty("openActions").EnumerateArray().Select(action => action.GetString()).ShouldBe(["Accept", "Decline", "Comment"]);
    }

    [Fact]
    public async Task Every_transition_has_its_address()
    {
        var id = await town.Register("接口办理的事项");
        var (supervisor, officer, reviewer) = (await town.SignIn("supervisor"), await town.SignIn("officer"), await town.SignIn("reviewer"));

        (await Call(supervisor, HttpMethod.Put, id, "assignment", Assignment(), "\"1\"")).Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await Call(officer, HttpMethod.Post, id, "acceptance")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Call(officer, HttpMethod.Post, id, "progress", new { text = "已启动", percent = 10 })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Call(supervisor, HttpMethod.Put, id, "limit", new { to = town.Today.AddDays(90), reason = "统一部署" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await officer.Upload(id, "记录.pdf", Town.Pdf, "");
        (await Call(officer, HttpMethod.Post, id, "submission", new { statement = "已完成" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Call(reviewer, HttpMethod.Post, id, "closure", new { outcome = "Done", @checked = Town.AllHeld })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Call(reviewer, HttpMethod.Delete, id, "closure", new { reason = "未能保持" })).Headers.ETag!.Tag.ShouldBe("\"9\"");
    }

    [Fact]
    public async Task What_is_malformed_is_400()
    {
        var id = await town.Register("接口格式不对的事项");
        var supervisor = await town.SignIn("supervisor");

        foreach (var body in new object[] { new { }, new { leadId = "x" }, new { leadId = Town.NewId(), dueOn = town.Today, standard = "y", kind = "Phased" }, new { leadId = town.Roads.Id, dueOn = town.Today, standard = "y", kind = "Sometimes" } })
            await ShouldFail(await Call(supervisor, HttpMethod.Put, id, "assignment", body), 400);
        await ShouldFail(await Call(supervisor, HttpMethod.Put, id, "assignment", Assignment(), "\"abc\""), 400);
        await ShouldFail(await Call(supervisor, HttpMethod.Put, id, "limit", new { to = "2026-13-45", reason = "x" }), 400);
        await ShouldFail(await Call(await town.SignIn("officer"), HttpMethod.Post, id, "progress", new { text = "x", percent = 900 }), 400);
        await ShouldFail(await Call(supervisor, HttpMethod.Put, id, "assignment", new { leadId = town.Roads.Id, dueOn = town.Today, standard = "y\0", kind = "Phased" }), 409, "text-unseen");
        await ShouldFail(await Call(supervisor, HttpMethod.Put, id, "assignment", new { leadId = town.Roads.Id, dueOn = town.Today, standard = "y", kind = "Phased", measures = new object?[] { null } }), 400);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_401_and_who_may_not_is_403()
    {
        var id = await town.Assigned("接口无权的事项");

        await ShouldFail(await Call(new Visitor(town.CreateClient()), HttpMethod.Post, id, "acceptance"), 401);
        await ShouldFail(await Call(await town.SignIn("reader"), HttpMethod.Post, id, "acceptance"), 403);
    }

    [Fact]
    public async Task What_is_outside_the_scope_is_404()
    {
        var stranger = await town.SignIn("stranger");
        var id = await town.Assigned("接口看不到的事项");

        await ShouldFail(await stranger.Client.GetAsync($"/api/commitments/{id}", Ct), 404);
        await ShouldFail(await Call(stranger, HttpMethod.Post, id, "acceptance"), 404);
        await ShouldFail(await stranger.Client.GetAsync($"/api/commitments/{Town.NewId()}", Ct), 404);
    }

    [Fact]
    public async Task A_refusal_is_409_with_its_code() =>
        await ShouldFail(await Call(await town.SignIn("officer"), HttpMethod.Post, await town.Assigned("接口未签收的事项"), "progress", new { text = "已启动" }), 409, "not-accepted");

    [Fact]
    public async Task A_stale_version_is_412()
    {
        var id = await town.Underway("接口版本过期的事项");

        await ShouldFail(await Call(await town.SignIn("officer"), HttpMethod.Post, id, "progress", new { text = "已启动" }, "\"2\""), 412, "stale");
    }

    [Fact]
    public async Task A_repetition_under_the_same_key_is_no_error()
    {
        var id = await town.Underway("接口重复发送的事项");
        var officer = await town.SignIn("officer");
        officer.Client.DefaultRequestHeaders.Add("Idempotency-Key", "one-and-the-same");

        (await Call(officer, HttpMethod.Post, id, "progress", new { text = "已启动" }, "\"3\"")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Call(officer, HttpMethod.Post, id, "progress", new { text = "已启动" }, "\"3\"")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await town.History(id)).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("https://elsewhere.example", 403)]
    [InlineData("null", 403)]
    [InlineData("http://localhost", 204)]
    public async Task Another_sites_page_does_not_call_with_our_cookie(string origin, int status)
    {
        var officer = await town.SignIn("officer");
        officer.Client.DefaultRequestHeaders.Add("Origin", origin);

        ((int)(await Call(officer, HttpMethod.Post, await town.Assigned("接口跨站的事项"), "acceptance")).StatusCode).ShouldBe(status);
    }

    object Assignment() => new { leadId = town.Roads.Id, withIds = new[] { town.Parks.Id }, dueOn = town.Today.AddDays(30), standard = "全覆盖", kind = "Immediate" };

    static async Task<HttpResponseMessage> Call(Visitor visitor, HttpMethod method, Guid id, string what, object? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/commitments/{id}/{what}");
        if (body is not null) request.Content = JsonContent.Create(body);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        return await visitor.Client.SendAsync(request, Ct);
    }

    static async Task ShouldFail(HttpResponseMessage answer, int status, string? code = null)
    {
        var body = await answer.Content.ReadAsStringAsync(Ct);
        ((int)answer.StatusCode).ShouldBe(status, body);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        if (code is not null) JsonDocument.Parse(body).RootElement.GetProperty("type").GetString().ShouldBe(code);
    }
}

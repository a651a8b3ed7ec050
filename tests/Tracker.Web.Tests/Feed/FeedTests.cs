using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.People;

namespace Tracker.Web.Tests.Feed;

/// <summary>/api/events: what happened, to whoever asks since when.</summary>
public sealed class FeedTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_events_of_a_commitment_come_in_order_with_who_did_what()
    {
        var supervisor = await town.SignIn("supervisor");
        var since = await End(supervisor);
        var id = await town.Underway("动态接口的事项");

        var events = await Of(supervisor, id, since, 3);

        events.Select(e => e.GetProperty("type").GetString()).ShouldBe(["commitment_registered", "commitment_assigned", "assignment_accepted"]);
        events.Select(e => e.GetProperty("version").GetInt64()).ShouldBe([1, 2, 3]);
        events.Select(e => e.GetProperty("sequence").GetInt64()).ShouldBeInOrder();
        events[1].GetProperty("by").GetProperty("name").GetString().ShouldBe(town.Supervisor.Name);
        events[1].GetProperty("data").GetProperty("standard").GetString().ShouldBe("案卷评查全覆盖");
        events[1].GetProperty("data").TryGetProperty("by", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_waits_is_answered_when_something_happens()
    {
        var supervisor = await town.SignIn("supervisor");
        var id = await town.Underway("长轮询的事项");
        var last = (await Of(supervisor, id, 0, 3))[^1].GetProperty("sequence").GetInt64();
        var waiting = Until(supervisor, last, e => e.GetProperty("commitmentId").GetGuid() == id);
        await Task.Delay(200, Ct);
        waiting.IsCompleted.ShouldBeFalse();

        await town.Do(id, new CommentOnCommitment("请抓紧。"), town.Supervisor);

        (await waiting).GetProperty("data").GetProperty("text").GetString().ShouldBe("请抓紧。");
    }

    [Fact]
    public async Task Nothing_new_is_an_empty_page_that_says_where_to_go_on()
    {
        var district = await District.In(town);
        var newcomer = await town.SignIn((await district.Person("承办人", district.Team, null, Role.DepartmentOfficer)).Name);
        var (events, next) = await Page(newcomer, 0, "&wait=1");
        events.ShouldNotContain(e => e.GetProperty("commitmentId").ValueKind == JsonValueKind.String);
        next.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_unit_is_told_of_its_own_work_only()
    {
        var supervisor = await town.SignIn("supervisor");
        var since = await End(supervisor);
        var (mine, others) = (await town.Assigned("动态中本单位的事项", lead: town.Parks), await town.Assigned("动态中他单位的事项", lead: town.Roads));
        await Of(supervisor, others, since, 2);

        var seen = await All(await town.SignIn("helper"), since);

        seen.ShouldContain(e => e.GetProperty("commitmentId").GetGuid() == mine);
        seen.ShouldNotContain(e => e.GetProperty("commitmentId").GetGuid() == others);
    }

    [Fact]
    public async Task Only_the_types_asked_for_come_and_an_unknown_one_is_400()
    {
        var supervisor = await town.SignIn("supervisor");
        await town.Underway("按类型订阅的事项");
        (await All(supervisor, 0, "&type=assignment_accepted")).ShouldAllBe(e => e.GetProperty("type").GetString() == "assignment_accepted");
        foreach (var query in (string[])["type=person_registered", "after=x", "limit=many"])
        {
            var answer = await supervisor.Client.GetAsync($"/api/events?{query}", Ct);
            ((int)answer.StatusCode).ShouldBe(400, query);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_401()
    {
        using var nobody = town.CreateClient();
        foreach (var path in (string[])["/api/events", "/api/events/stream"])
            (await nobody.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Accounts_and_links_are_no_part_of_the_feed()
    {
        var types = (await (await town.SignIn("reader")).Client.GetFromJsonAsync<string[]>("/api/events/types", Ct))!;
        types.ShouldContain("commitment_closed");
        types.ShouldContain("report_imported");
        types.ShouldNotContain(type => type.StartsWith("person", StringComparison.Ordinal) || type.StartsWith("unit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_commits_late_is_not_passed_by()
    {
        var supervisor = await town.SignIn("supervisor");
        var (slow, quick) = (await town.Underway("提交得慢的事项"), await town.Underway("提交得快的事项"));
        var since = await End(supervisor);
        var slowly = Append(slow, "先取号，后提交", 3, "1.5");
        await Task.Delay(300, Ct);
        await Append(quick, "后取号，先提交", 3, "0");
        slowly.IsCompleted.ShouldBeFalse();

        var (meanwhile, next) = await Page(supervisor, since);
        meanwhile.ShouldNotContain(e => e.GetProperty("commitmentId").GetGuid() == quick);
        await slowly;

        var rest = await Texts(supervisor, next, 2, slow, quick);
        rest.ShouldBe(["先取号，后提交", "后取号，先提交"]);
    }

    [Fact]
    public async Task While_two_write_the_one_who_reads_misses_nothing()
    {
        const int each = 40;
        var supervisor = await town.SignIn("supervisor");
        var (left, right) = (await town.Underway("甲写的事项"), await town.Underway("乙写的事项"));
        var since = await End(supervisor);

        var writing = Task.WhenAll(Write(left, "甲"), Write(right, "乙"));
        var read = await Texts(supervisor, since, 2 * each, left, right);
        await writing;

        read.Where(text => text[0] == '甲').ShouldBe(Enumerable.Range(0, each).Select(i => $"甲{i}"));
        read.Where(text => text[0] == '乙').ShouldBe(Enumerable.Range(0, each).Select(i => $"乙{i}"));

        async Task Write(Guid id, string who)
        {
            for (var i = 0; i < each; i++) await Append(id, $"{who}{i}", 3 + i, i % 7 == 0 ? "0.05" : "0");
        }
    }

    [Fact]
    public async Task The_stream_goes_on_where_the_last_connection_ended()
    {
        var supervisor = await town.SignIn("supervisor");
        var since = await End(supervisor);
        var id = await town.Underway("推送的事项");

        var first = await Streamed(supervisor, $"?after={since}", null, id, 1);
        first[0].EventType.ShouldBe("commitment_registered");
        var rest = await Streamed(supervisor, "", first[0].EventId, id, 2);

        rest.Select(item => item.EventType).ShouldBe(["commitment_assigned", "assignment_accepted"]);
        JsonDocument.Parse(rest[0].Data).RootElement.GetProperty("sequence").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(rest[0].EventId);
    }

    [Fact]
    public async Task A_last_event_id_that_is_no_number_is_400()
    {
        var supervisor = await town.SignIn("supervisor");
        supervisor.Client.DefaultRequestHeaders.Add("Last-Event-ID", "seven");
        (await supervisor.Client.GetAsync("/api/events/stream", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>Beside the handler, so that the transaction can be held open after the number was drawn.</summary>
    async Task Append(Guid id, string text, long version, string seconds)
    {
        await using var session = town.Store.OpenSession();
        session.Append(id, version, new Commented(text, town.Supervisor.By));
        session.Statements.Execute($"select pg_sleep({seconds})");
        await session.SaveChangesAsync(Ct);
    }

    static async Task<IReadOnlyList<SseItem<string>>> Streamed(Visitor visitor, string query, string? last, Guid id, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/events/stream{query}");
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        using var answer = await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var items = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct))
        {
            if (item.EventType != "position" && item.Data.Contains($"{id}", StringComparison.Ordinal)) items.Add(item);
            if (items.Count == count) break;
        }
        return items;
    }

    static async Task<long> End(Visitor visitor)
    {
        for (long after = 0; ;)
        {
            var (_, next) = await Page(visitor, after);
            if (next == after) return next;
            after = next;
        }
    }

    static async Task<(List<JsonElement> Events, long Next)> Page(Visitor visitor, long after, string more = "")
    {
        var page = await visitor.Client.GetFromJsonAsync<JsonElement>($"/api/events?after={after}{more}", Ct);
        return ([.. page.GetProperty("events").EnumerateArray()], page.GetProperty("next").GetInt64());
    }

    static async Task<List<JsonElement>> All(Visitor visitor, long after, string more = "")
    {
        for (List<JsonElement> all = []; ;)
        {
            var (events, next) = await Page(visitor, after, more);
            all.AddRange(events);
            if (next == after) return all;
            after = next;
        }
    }

    static async Task<List<JsonElement>> Of(Visitor visitor, Guid id, long after, int count)
    {
        for (List<JsonElement> found = []; ;)
        {
            var (events, next) = await Page(visitor, after, "&limit=7&wait=20");
            found.AddRange(events.Where(e => e.GetProperty("commitmentId").GetGuid() == id));
            if (found.Count >= count) return found;
            after = next;
        }
    }

    static async Task<JsonElement> Until(Visitor visitor, long after, Func<JsonElement, bool> wanted)
    {
        for (; ; )
        {
            var (events, next) = await Page(visitor, after, "&wait=20");
            if (events.FirstOrDefault(wanted) is { ValueKind: JsonValueKind.Object } found) return found;
            after = next;
        }
    }

    static async Task<List<string>> Texts(Visitor visitor, long after, int count, params Guid[] ids)
    {
        for (List<string> texts = []; ;)
        {
            var (events, next) = await Page(visitor, after, "&type=commented&wait=20");
            texts.AddRange(events.Where(e => ids.Contains(e.GetProperty("commitmentId").GetGuid())).Select(e => e.GetProperty("data").GetProperty("text").GetString()!));
            if (texts.Count >= count) return texts;
            after = next;
        }
    }
}

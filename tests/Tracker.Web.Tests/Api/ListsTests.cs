using System.Text.Json;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.People;

namespace Tracker.Web.Tests.Api;

public class ListsTests(Town town)
{
    [Theory]
    [InlineData("Due")]
    [InlineData("Changed")]
    [InlineData("Waiting")]
    [InlineData("Report")]
    public async Task Pages_put_together_are_the_whole_list_in_its_order(string sort)
    {
        var organization = Town.NewOrganization();
        foreach (var due in new[] { 40, 20, 40, 400 }) await town.Assigned("翻页的事项", organization, due);
        for (var i = 0; i < 3; i++) await town.Register("没有时限的事项", organization);
        var closed = await town.Submitted("已销号的事项", organization);
        await town.Do(closed, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        var caller = await ApiCaller.As(town, "supervisor");
        var list = $"/api/commitments?organization={Uri.EscapeDataString(organization)}&sort={sort}";

        var whole = (await caller.Get(list)).Should(200);
        var (pages, cursor) = (new List<string>(), "");
        for (var next = (string?)null; pages.Count < 20;)
        {
            var page = (await caller.Get($"{list}&limit=3{cursor}")).Should(200);
            page.Items.Count.ShouldBeInRange(1, 3);
            pages.AddRange(page.Items.Select(Id));
            if ((next = page.Next) is null) break;
            cursor = $"&cursor={next}";
        }

        whole.Next.ShouldBeNull();
        whole.Items.Count.ShouldBe(8);
        pages.ShouldBe(whole.Items.Select(Id));
        if (sort == "Due") pages[^1].ShouldBe($"{closed}");
    }

    [Fact]
    public async Task What_comes_between_two_pages_neither_repeats_nor_hides_a_row()
    {
        var organization = Town.NewOrganization();
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++) ids.Add(await town.Assigned("中途有变化的事项", organization, 30 + i));
        var caller = await ApiCaller.As(town, "supervisor");
        var list = $"/api/commitments?organization={Uri.EscapeDataString(organization)}&limit=2";

        var first = (await caller.Get(list)).Should(200);
        await town.Assigned("中途新增的事项", organization, 1);
        var second = (await caller.Get($"{list}&cursor={first.Next}")).Should(200);

        first.Items.Concat(second.Items).Select(Id).ShouldBe(ids.Select(id => $"{id}"));
    }

    [Fact]
    public async Task The_filters_are_those_of_the_ledger()
    {
        var organization = Town.NewOrganization();
        var open = await town.Assigned("在办的事项", organization);
        var closed = await town.Submitted("办结的事项", organization);
        await town.Do(closed, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        var asked = await town.Underway("申请延期的事项", organization);
        await town.Do(asked, new RequestExtension(town.Today.AddDays(300), "等待批复", null), town.Officer);
        var caller = await ApiCaller.As(town, "supervisor");

        (await Found("")).ShouldBe([open, closed, asked], ignoreOrder: true);
        (await Found("&onlyOpen=true")).ShouldBe([open, asked], ignoreOrder: true);
        (await Found("&status=Closed")).ShouldBe([closed]);
        (await Found("&extensionAsked=true")).ShouldBe([asked]);
        (await Found("&kind=Plan")).ShouldBeEmpty();
        (await Found("&year=2024&light=Green")).ShouldBe([open, asked], ignoreOrder: true);
        (await Found($"&unit={town.Parks.Id}")).ShouldBe([open, closed, asked], ignoreOrder: true);
        (await Found($"&unit={town.Archive.Id}")).ShouldBeEmpty();

        async Task<IEnumerable<Guid>> Found(string filter) =>
            (await caller.Get($"/api/commitments?organization={Uri.EscapeDataString(organization)}{filter}")).Should(200).Items.Select(item => item.GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("/api/commitments?limit=0")]
    [InlineData("/api/commitments?limit=201")]
    [InlineData("/api/commitments?status=Sometimes")]
    [InlineData("/api/commitments?light=99")]
    [InlineData("/api/commitments?sort=99")]
    [InlineData("/api/commitments?cursor=abc")]
    [InlineData("/api/commitments?cursor=%E4%B8%AD")]
    [InlineData("/api/commitments?cursor=RHVlHx8f")]
    [InlineData("/api/reports?cursor=RHVlHx8f")]
    [InlineData("/api/reports?limit=0")]
    [InlineData("/api/reports?organization=%00")]
    [InlineData("/api/commitments?organization=%00")]
    [InlineData("/api/commitments?year=99999999999")]
    public async Task A_malformed_question_is_400(string path) => (await (await ApiCaller.As(town, "supervisor")).Get(path)).Should(400);

    [Fact]
    public async Task A_cursor_of_one_order_is_no_cursor_of_another()
    {
        var organization = Town.NewOrganization();
        for (var i = 0; i < 2; i++) await town.Assigned("换排序的事项", organization);
        var caller = await ApiCaller.As(town, "supervisor");
        var next = (await caller.Get($"/api/commitments?organization={Uri.EscapeDataString(organization)}&limit=1")).Should(200).Next;
        (await caller.Get($"/api/commitments?sort=Changed&cursor={next}")).Should(400);
        (await caller.Get($"/api/reports?cursor={next}")).Should(400);
    }

    [Fact]
    public async Task Lists_hold_what_the_caller_may_see_and_nothing_else()
    {
        var district = await District.In(town);
        var supervisor = await district.Person("督办员", district.Government, district.Government, Role.Supervisor);
        var within = await town.Assigned("区内承诺事项", lead: district.Team);
        await town.Assigned("区外承诺事项");
        var caller = await ApiCaller.As(town, supervisor.Name);

        (await caller.Get("/api/commitments")).Should(200).Items.Select(Id).ShouldBe([$"{within}"]);
        (await caller.Get("/api/reports")).Should(200).Items.ShouldBeEmpty();
        (await caller.Get("/api/units")).Should(200).Items.Select(item => item.GetProperty("name").GetString())
            .ShouldBe([district.Government.Name, district.Roads.Name, district.Team.Name], ignoreOrder: true);
        var person = (await caller.Get("/api/people")).Should(200).Items.ShouldHaveSingleItem();
        person.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "name", "unitId", "unitName"]);
        person.GetProperty("name").GetString().ShouldBe(supervisor.Name);
        var me = (await caller.Get("/api/me")).Should(200).Json;
        me.GetProperty("unit").GetProperty("name").GetString().ShouldBe(district.Government.Name);
        me.GetProperty("scope").GetProperty("id").GetGuid().ShouldBe(district.Government.Id);
        me.GetProperty("roles")[0].GetString().ShouldBe("Supervisor");
        me.GetProperty("rights").EnumerateArray().Select(right => right.GetString()).ShouldContain("Assign");
        me.GetProperty("rights").EnumerateArray().Select(right => right.GetString()).ShouldNotContain("Review");
    }

    [Fact]
    public async Task A_history_tells_every_fact_in_order_with_its_name_and_sentence()
    {
        var id = await town.Underway("接口读办理经过的事项");
        var answer = (await (await ApiCaller.As(town, "officer")).Get($"/api/commitments/{id}/events")).Should(200);

        answer.Etag.ShouldBe("\"3\"");
        answer.Items.Select(item => item.GetProperty("name").GetString()).ShouldBe(["commitment_registered", "commitment_assigned", "assignment_accepted"]);
        answer.Items.Select(item => item.GetProperty("version").GetInt64()).ShouldBe([1, 2, 3]);
        var assigned = answer.Items[1];
        assigned.GetProperty("by").GetProperty("name").GetString().ShouldBe("苏督办");
        assigned.GetProperty("sentence").GetString()!.ShouldContain(town.Roads.Name);
        assigned.GetProperty("data").GetProperty("lead").GetProperty("id").GetGuid().ShouldBe(town.Roads.Id);
        (await (await ApiCaller.As(town, "stranger")).Get($"/api/commitments/{id}/events")).Should(404);
    }

    [Fact]
    public async Task Evidence_is_handed_out_as_a_file_to_those_who_see_the_commitment()
    {
        var id = await town.Submitted("接口取材料的事项");
        var sha256 = (await (await ApiCaller.As(town, "officer")).Get($"/api/commitments/{id}/events")).Items
            .Single(item => item.GetProperty("name").GetString() == "evidence_attached").GetProperty("data").GetProperty("sha256").GetString();
        (await (await ApiCaller.As(town, "officer")).Get($"/api/commitments/{id}/evidence/{sha256}")).Should(200).Text.ShouldBe("评查情况");
        (await (await ApiCaller.As(town, "stranger")).Get($"/api/commitments/{id}/evidence/{sha256}")).Should(404);
        (await (await ApiCaller.As(town, "officer")).Get($"/api/commitments/{await town.Underway("另一事项")}/evidence/{sha256}")).Should(404);
    }

    static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}

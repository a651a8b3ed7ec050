using System.Net.Http.Json;
using Tracker.Commitments;

namespace Tracker.Web.Tests.Commitments;

public class SameProblemsTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_problems_are_found_linked_and_both_go_on()
    {
        var (one, other) = (await town.Register("窗口排队时间过长"), await town.Assigned("群众办事等候过久"));
        var supervisor = await town.SignIn("supervisor");

        var found = await supervisor.Get($"/commitments/{one}?same={Uri.EscapeDataString("等候过久")}");
        found.Words.ShouldContain("群众办事等候过久");
        (await supervisor.Send(found, $"/commitments/{one}?handler=Same", ("other", $"{other}"))).Status.ShouldBe(302);
        (await supervisor.Send(found, $"/commitments/{one}?handler=Same", ("other", $"{other}"))).Status.ShouldBe(302);

        (await town.History(one)).OfType<SameProblemLinked>().Single().Other.ShouldBe(other);
        (await town.History(other)).OfType<SameProblemLinked>().Single().Other.ShouldBe(one);
        (await supervisor.Get($"/commitments/{other}")).Words.ShouldContain("窗口排队时间过长");
        (await (await town.SignIn("officer")).Act(other, "Accept")).Status.ShouldBe(302);

        (await supervisor.Send(found, $"/commitments/{one}?handler=NotSame", ("other", $"{other}"), ("note", ""))).Status.ShouldBe(409);
        (await supervisor.Send(found, $"/commitments/{one}?handler=NotSame", ("other", $"{other}"), ("note", "事由不同"))).Status.ShouldBe(302);
        (await town.History(other))[^1].ShouldBeOfType<SameProblemUnlinked>();
    }

    [Fact]
    public async Task A_department_sees_of_them_only_what_is_its_own()
    {
        var (own, foreign) = (await town.Assigned("本局的问题"), await town.Assigned("外单位的问题", lead: town.Archive));
        var supervisor = await town.SignIn("supervisor");
        (await supervisor.Client.PutAsJsonAsync($"/api/commitments/{own}/same-problems/{foreign}", new { note = "同源" }, Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);

        var page = await (await town.SignIn("officer")).Get($"/commitments/{own}");

        page.Status.ShouldBe(200);
        page.Words.ShouldNotContain("外单位的问题");
        (await (await town.SignIn("officer")).Client.PutAsJsonAsync($"/api/commitments/{own}/same-problems/{foreign}", new { }, Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_search_for_signs_of_the_pattern_finds_these_signs_only()
    {
        var id = await town.Register("查找符号的事项");
        (await (await town.SignIn("supervisor")).Get($"/commitments/{id}?same=%25")).Words.ShouldContain("没有找到含有“%”的其他问题");
    }

    [Fact]
    public async Task A_name_in_a_comment_finds_its_person_in_the_inbox()
    {
        var id = await town.Underway("留言提醒的事项");
        var (supervisor, helper) = (await town.SignIn("supervisor"), await town.SignIn("helper"));

        (await supervisor.Act(id, "Comment", ("Text", "请 @贺配合 周五前报数"))).Status.ShouldBe(302);

        var inbox = await helper.Get("/inbox");
        inbox.Words.ShouldContain("苏督办 留言：请 @贺配合 周五前报数");
        (await helper.Send(inbox, "/inbox?handler=AllRead")).Status.ShouldBe(302);
        (await helper.Get("/inbox")).Words.ShouldContain("未读 0 条");
        var refused = await supervisor.Act(id, "Comment", ("Text", "@尚外人 请看"));
        refused.Status.ShouldBe(409);
        refused.Form("Comment").ShouldContain("不在该事项的查阅范围内");
    }
}

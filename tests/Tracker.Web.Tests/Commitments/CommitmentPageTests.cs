using Tracker.Commitments;

namespace Tracker.Web.Tests.Commitments;

public class CommitmentPageTests(Town town)
{
    (string, string)[] Dispatch(string lead, string with, string standard) =>
        [("Lead", lead), ("With", with), ("DueOn", $"{town.Today.AddDays(40):yyyy-MM-dd}"), ("Standard", standard), ("Kind", "Phased")];

    [Fact]
    public async Task A_commitment_goes_from_dispatch_to_closing_and_back_by_the_forms_of_its_page()
    {
        var id = await town.Register("窗口服务不规范");
        var (supervisor, officer, reviewer) = (await town.SignIn("supervisor"), await town.SignIn("officer"), await town.SignIn("reviewer"));

        (await supervisor.Act(id, "Assign", Dispatch($"{town.Roads.Id}", $"{town.Parks.Id}", "投诉下降一半"))).Status.ShouldBe(302);
        (await officer.Act(id, "Accept")).Status.ShouldBe(302);
        (await officer.Act(id, "Progress", ("Text", "已培训两批"), ("Percent", "40"))).Status.ShouldBe(302);
        (await officer.Upload(id, "培训签到.pdf", Town.Pdf, $"{town.Today:yyyy-MM-dd}")).Status.ShouldBe(302);
        (await officer.Act(id, "RequestExtension", ("DueOn", $"{town.Today.AddDays(70):yyyy-MM-dd}"), ("Text", "设备未到"))).Status.ShouldBe(302);
        (await supervisor.Act(id, "GrantExtension")).Status.ShouldBe(302);
        (await officer.Act(id, "Submit", ("Text", "投诉已下降六成"))).Status.ShouldBe(302);
        (await reviewer.Act(id, "Return", ("Text", "缺投诉台账"))).Status.ShouldBe(302);
        (await officer.Act(id, "Submit", ("Text", "已补投诉台账"))).Status.ShouldBe(302);
        (await reviewer.Act(id, "Close", [("Outcome", "Done"), .. Visitor.Checklist])).Status.ShouldBe(302);
        (await supervisor.Act(id, "Reopen", ("Text", "回头看发现反弹"))).Status.ShouldBe(302);
        (await supervisor.Act(id, "Comment", ("Text", "请尽快制定措施"))).Status.ShouldBe(302);

        (await town.History(id)).Select(fact => fact.GetType().Name).ShouldBe([
            nameof(CommitmentRegistered), nameof(CommitmentAssigned), nameof(AssignmentAccepted), nameof(CommitmentProgressed), nameof(EvidenceAttached),
            nameof(ExtensionRequested), nameof(ExtensionGranted), nameof(ClosingSubmitted), nameof(ClosingReturned), nameof(ClosingSubmitted),
            nameof(CommitmentClosed), nameof(CommitmentReopened), nameof(Commented)]);
        var page = await officer.Get($"/commitments/{id}");
        page.Words.ShouldContain($"（原时限 {town.Today.AddDays(40):yyyy-MM-dd}）");
        page.Words.ShouldContain("重新挂号：回头看发现反弹。");
    }

    [Fact]
    public async Task The_remaining_actions_have_their_forms_too()
    {
        var (supervisor, officer, archivist) = (await town.SignIn("supervisor"), await town.SignIn("officer"), await town.SignIn("stranger"));
        var declined = await town.Assigned("不属本局职责的事项");
        var passedOn = await town.Underway("职能划转的事项");

        (await officer.Act(declined, "Decline", ("Text", "职责在住建局"))).Status.ShouldBe(302);
        (await officer.Act(passedOn, "RequestExtension", ("DueOn", $"{town.Today.AddDays(90):yyyy-MM-dd}"), ("Text", "人手不足"))).Status.ShouldBe(302);
        (await supervisor.Act(passedOn, "RefuseExtension", ("Text", "可先抽调人员"))).Status.ShouldBe(302);
        (await supervisor.Act(passedOn, "ChangeLimit", ("DueOn", $"{town.Today.AddDays(50):yyyy-MM-dd}"), ("Text", "与全市部署一致"))).Status.ShouldBe(302);
        (await supervisor.Act(passedOn, "Reassign", ("Lead", $"{town.Archive.Id}"), ("Text", "职能已划转"))).Status.ShouldBe(302);

        (await town.History(declined))[^1].ShouldBeOfType<AssignmentDeclined>();
        (await town.History(passedOn)).TakeLast(3).Select(fact => fact.GetType()).ShouldBe([typeof(ExtensionRefused), typeof(DueDateChanged), typeof(CommitmentReassigned)]);
        (await archivist.Get($"/commitments/{passedOn}")).Offers("Accept").ShouldBeTrue();
    }

    [Fact]
    public async Task Only_what_a_person_can_do_now_is_offered()
    {
        var id = await town.Assigned("窗口标识不清");

        var officer = await (await town.SignIn("officer")).Get($"/commitments/{id}");
        officer.Offers("Accept").ShouldBeTrue();
        officer.Offers("Decline").ShouldBeTrue();
        officer.Offers("Progress").ShouldBeFalse();
        officer.Offers("Assign").ShouldBeFalse();
        (await (await town.SignIn("reader")).Get($"/commitments/{id}")).Words.ShouldContain("当前状态下没有需要您办理的操作。");
    }

    [Fact]
    public async Task A_refused_form_says_why_and_keeps_all_that_was_typed()
    {
        var id = await town.Register("标准被写得很长的事项");
        var supervisor = await town.SignIn("supervisor");

        var page = await supervisor.Act(id, "Assign", Dispatch($"{town.Roads.Id}", $"{town.Roads.Id}", "两年内案卷合格率达95%"));

        page.Status.ShouldBe(409);
        page.Form("Assign").ShouldContain("牵头单位不能同时是配合单位");
        page.Form("Assign").ShouldContain("两年内案卷合格率达95%</textarea>");
        page.Form("Assign").ShouldMatch($"""value="{town.Roads.Id}"[^>]*selected""");
        page.Form("Assign").ShouldContain($"value=\"{town.Today.AddDays(40):yyyy-MM-dd}\"");
    }

    [Fact]
    public async Task A_refusal_speaks_English_to_an_English_reader()
    {
        var id = await town.Register("An item read in English");
        var supervisor = await town.SignIn("supervisor");
        await supervisor.Get("/language/en");

        var page = await supervisor.Act(id, "Assign", Dispatch($"{town.Roads.Id}", $"{town.Roads.Id}", "x"));

        page.Form("Assign").ShouldContain("The lead unit cannot be a co-unit too.");
    }

    [Fact]
    public async Task An_incomplete_form_keeps_what_was_typed_as_well()
    {
        var id = await town.Underway("进度写成文字的事项");
        var officer = await town.SignIn("officer");

        var page = await officer.Act(id, "Progress", ("Text", "已完成大半"), ("Percent", "大半"));

        page.Status.ShouldBe(400);
        page.Form("Progress").ShouldContain("有一项的格式不对");
        page.Form("Progress").ShouldContain("已完成大半</textarea>");
        page.Form("Progress").ShouldContain("value=\"大半\"");
    }

    [Fact]
    public async Task Who_saw_an_older_version_is_told_and_loses_nothing()
    {
        var id = await town.Underway("两人同时填报的事项");
        var officer = await town.SignIn("officer");
        var before = await officer.Get($"/commitments/{id}");
        await (await town.SignIn("helper")).Act(id, "Progress", ("Text", "配合单位先报了一步"));

        var page = await officer.Act(before, id, "Progress", ("Text", "牵头单位写了很久的一段"));

        page.Status.ShouldBe(412);
        page.Form("Progress").ShouldContain("牵头单位写了很久的一段</textarea>");
        page.Form("Progress").ShouldContain("刚刚有了变动");
        page.Words.ShouldContain("填报进展：配合单位先报了一步。");
        (await officer.Act(page, id, "Progress", ("Text", "牵头单位写了很久的一段"))).Status.ShouldBe(302);
    }

    [Fact]
    public async Task What_was_typed_is_kept_even_where_the_action_is_closed_by_now()
    {
        var id = await town.Assigned("已被别人签收的事项");
        var officer = await town.SignIn("officer");
        var before = await officer.Get($"/commitments/{id}");
        await town.Do(id, new AcceptAssignment(), town.Officer);

        (await officer.Act(before, id, "Decline", ("Text", "斟酌再三的退单理由"))).Form("Decline").ShouldContain("斟酌再三的退单理由</textarea>");
    }

    [Fact]
    public async Task A_form_sent_twice_is_done_once_and_succeeds_twice()
    {
        var id = await town.Underway("手快点了两次的事项");
        var officer = await town.SignIn("officer");
        var page = await officer.Get($"/commitments/{id}");

        (await officer.Act(page, id, "Progress", ("Text", "同一次填报"))).Status.ShouldBe(302);
        (await officer.Act(page, id, "Progress", ("Text", "同一次填报"))).Status.ShouldBe(302);

        (await town.History(id)).OfType<CommitmentProgressed>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Who_closes_is_not_of_the_working_units()
    {
        var id = await town.Submitted("自己复核自己的事项");
        var insider = await town.SignIn("inside-reviewer");

        (await insider.Get($"/commitments/{id}")).Offers("Close").ShouldBeFalse();
        var page = await insider.Act(id, "Close", ("Outcome", "Done"));

        page.Status.ShouldBe(409);
        page.Words.ShouldContain("复核人不能来自该事项的牵头单位或配合单位");
    }

    [Fact]
    public async Task Another_units_commitment_is_not_found() =>
        (await (await town.SignIn("stranger")).Get($"/commitments/{await town.Assigned("与档案局无关的事项")}")).Status.ShouldBe(404);

    [Fact]
    public async Task A_form_without_the_antiforgery_token_is_not_taken()
    {
        var id = await town.Assigned("没有令牌的事项");
        var officer = await town.SignIn("officer");
        using var bare = new FormUrlEncodedContent([new("Act", "Accept")]);

        var answer = await officer.Client.PostAsync($"/commitments/{id}", bare, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(400);
        (await town.History(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_right_that_the_role_does_not_hold_is_forbidden() =>
        (await (await town.SignIn("reader")).Act(await town.Assigned("查阅人想签收的事项"), "Accept")).Status.ShouldBe(403);
}

using System.Text;
using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.ReplyLinks;

/// <summary>免登录回复: what a contact without an account can do by a link, and when no longer.</summary>
public sealed class ReplyLinksPageTests(Town town)
{
    [Fact]
    public async Task A_contact_reports_progress_and_several_files_and_is_named_in_the_history()
    {
        var id = await town.Underway("免登录回复的事项");
        var link = await Issue(id, "supervisor", "骆青禾");
        var contact = Nobody();
        var page = await contact.Get(link);
        page.Status.ShouldBe(200);
        page.Words.ShouldContain("免登录回复的事项");
        page.Words.ShouldContain("案卷评查全覆盖");
        page.Html.ShouldNotContain($"{id}");
        page.Html.ShouldNotContain("mainnav");

        (await Reply(contact, page, link, "已评查 40 宗", "20", ("检查记录.txt", "甲"), ("补充说明.txt", "乙"))).Status.ShouldBe(302);
        var history = await town.History(id);
        var progress = history.OfType<CommitmentProgressed>().ShouldHaveSingleItem();
        progress.By.Name.ShouldBe("骆青禾（免登录回复）");
        progress.By.UnitName.ShouldBe(town.Roads.Name);
        history.OfType<EvidenceAttached>().Select(file => file.FileName).ShouldBe(["检查记录.txt", "补充说明.txt"]);
        (await (await town.SignIn("officer")).Get($"/commitments/{id}")).Words.ShouldContain("骆青禾（免登录回复）");
        (await contact.Get(link)).Words.ShouldContain("已评查 40 宗");
        (await contact.Get("/ledger")).Location.ShouldNotBeNull().ShouldContain("/sign-in");
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_done_once()
    {
        var id = await town.Underway("重复提交的事项");
        var link = await Issue(id, "officer", "骆青禾");
        var contact = Nobody();
        var page = await contact.Get(link);
        await Reply(contact, page, link, "已评查 40 宗", "", ("检查记录.txt", "甲"));
        (await Reply(contact, page, link, "已评查 40 宗", "", ("检查记录.txt", "甲"))).Status.ShouldBe(302);
        (await town.History(id)).Count(fact => fact is CommitmentProgressed or EvidenceAttached).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_not_taken_stops_all_and_nothing_typed_is_lost()
    {
        var id = await town.Underway("文件不对的事项");
        var link = await Issue(id, "officer", "骆青禾");
        var contact = Nobody();
        var answer = await Reply(contact, await contact.Get(link), link, "写了很久的进展", "", ("网页.html", "<script>"));
        answer.Status.ShouldBe(409);
        answer.Words.ShouldContain("这种文件不能作为佐证材料");
        answer.Html.ShouldContain("写了很久的进展");
        (await town.History(id)).OfType<CommitmentProgressed>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_is_dead_once_revoked()
    {
        var id = await town.Underway("作废链接的事项");
        var link = await Issue(id, "helper", "骆青禾");
        var helper = await town.SignIn("helper");
        var page = await helper.Get($"/commitments/{id}/reply-links");
        page.Html.ShouldNotContain(link);
        await helper.Send(page, $"/commitments/{id}/reply-links?handler=Revoke", ("link", Regex.Match(page.Html, """name="link" value="([0-9a-f-]{36})""").Groups[1].Value));
        await IsDead(link);
    }

    [Fact]
    public async Task A_link_is_dead_once_the_commitment_is_closed_and_stays_so()
    {
        var id = await town.Underway("销号后的事项");
        var link = await Issue(id, "supervisor", "骆青禾");
        await town.Handler.Attach(id, "评查情况"u8.ToArray(), "评查通报.txt", null, town.Officer, null, TestContext.Current.CancellationToken);
        await town.Do(id, new SubmitClosing("已完成。"), town.Officer);
        await town.Do(id, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        await IsDead(link);
        await town.Do(id, new ReopenCommitment("回头看发现反弹"), town.Supervisor);
        await IsDead(link);
    }

    [Fact]
    public async Task A_link_is_dead_once_its_unit_has_no_part_any_more()
    {
        var id = await town.Underway("转办后的事项");
        var link = await Issue(id, "officer", "骆青禾");
        await town.Do(id, new ReassignCommitment(town.Archive, [], null, "职能调整"), town.Supervisor);
        await IsDead(link);
    }

    [Fact]
    public async Task A_changed_or_made_up_token_opens_nothing()
    {
        var link = await Issue(await town.Underway("改动链接的事项"), "supervisor", "骆青禾");
        await IsDead(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'));
        await IsDead("/reply/made-up");
    }

    [Fact]
    public async Task A_stranger_makes_no_link_and_neither_does_a_reader()
    {
        var id = await town.Underway("外人的事项");
        (await (await town.SignIn("stranger")).Get($"/commitments/{id}/reply-links")).Status.ShouldBe(404);
        (await (await town.SignIn("reader")).Get($"/commitments/{id}/reply-links")).Status.ShouldBe(403);
        (await (await town.SignIn("officer")).Get($"/commitments/{id}")).Html.ShouldContain($"/commitments/{id}/reply-links");
        (await (await town.SignIn("reader")).Get($"/commitments/{id}")).Html.ShouldNotContain("reply-links");
    }

    [Fact]
    public async Task An_odd_form_is_refused_with_a_sentence()
    {
        var id = await town.Underway("填错的事项");
        var supervisor = await town.SignIn("supervisor");
        var path = $"/commitments/{id}/reply-links";
        (await supervisor.Send(path, $"{path}?handler=Issue", ("Contact", ""), ("Days", "7"))).Words.ShouldContain("请填写联系人姓名");
        (await supervisor.Send(path, $"{path}?handler=Issue", ("Contact", "骆青禾"), ("Days", "31"))).Words.ShouldContain("1 到 30 天");
    }

    async Task<string> Issue(Guid id, string login, string contact)
    {
        var path = $"/commitments/{id}/reply-links";
        var made = await (await town.SignIn(login)).Send(path, $"{path}?handler=Issue", ("Contact", contact), ("Unit", $"{town.Roads.Id}"), ("Days", "7"));
        var link = Regex.Match(made.Html, "/reply/[A-Za-z0-9_-]{40,}").Value;
        link.ShouldNotBeEmpty();
        return link;
    }

    Visitor Nobody() => new(town.CreateClient(new() { AllowAutoRedirect = false }));

    async Task IsDead(string link)
    {
        var page = await Nobody().Get(link);
        page.Status.ShouldBe(410);
        page.Words.ShouldContain("链接已失效");
    }

    static async Task<Seen> Reply(Visitor contact, Seen page, string link, string text, string percent, params (string Name, string Content)[] files)
    {
        string Hidden(string name) => Regex.Match(page.Html, $"name=\"{name}\"[^>]* value=\"([^\"]+)\"").Groups[1].Value;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("Text", text), ("Percent", percent), ("CommandId", Hidden("CommandId")), ("__RequestVerificationToken", Hidden("__RequestVerificationToken")) })
            content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files) content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(bytes)), "Files", name);
        using var answer = await contact.Client.PostAsync(link, content, TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Location?.OriginalString);
    }
}

using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.Reminders;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Inbox;

public class InboxTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_is_new_until_it_is_read_and_the_number_beside_the_inbox_follows()
    {
        var id = await town.Register("收件箱里的事项");
        var archivist = town.Officer with { UnitId = town.Archive.Id, UnitIds = [town.Archive.Id] };
        await town.Do(id, new AssignCommitment(town.Archive, [], null, null, town.Today.AddDays(7), "x", RectificationKind.Phased), town.Supervisor);
        await town.Do(id, new AcceptAssignment(), archivist);
        await using (var connection = await town.Store.OpenConnectionAsync(Ct))
            await RemindersTable.Run(connection, town.Today, TimeProvider.System.GetUtcNow(), "Asia/Shanghai", Ct);
        var stranger = await town.SignIn("stranger");

        var inbox = await stranger.Get("/inbox");
        inbox.Words.ShouldContain("收件箱里的事项 还剩 7 天");
        inbox.Html.ShouldContain("""<span class="unread">1<""");

        var message = Regex.Match(inbox.Html, """name="message" value="([^"]+)""").Groups[1].Value;
        (await stranger.Send(inbox, "/inbox?handler=Read", ("message", message))).Status.ShouldBe(302);
        inbox = await stranger.Get("/inbox");
        inbox.Html.ShouldNotContain("class=\"unread\"");
        inbox.Words.ShouldContain("收件箱里的事项");
        (await stranger.Get($"/commitments/{id}")).Words.ShouldContain("到期前 1 天");
    }

    [Fact]
    public async Task All_can_be_marked_as_read_and_only_ones_own()
    {
        var id = await town.Underway("全部标为已读的事项", dueInDays: 1);
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        await RemindersTable.Run(connection, town.Today, TimeProvider.System.GetUtcNow(), "Asia/Shanghai", Ct);
        var officer = await town.SignIn("officer");

        (await officer.Send("/inbox", "/inbox?handler=AllRead")).Status.ShouldBe(302);

        (await officer.Get("/inbox")).Words.ShouldContain("未读 0 条");
        (await town.History(id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_empty_inbox_says_what_will_come() =>
        (await (await town.SignIn("reader")).Get("/inbox")).Words.ShouldContain("提醒会出现在这里");
}

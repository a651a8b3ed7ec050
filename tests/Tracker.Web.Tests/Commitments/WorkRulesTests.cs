using Microsoft.Extensions.DependencyInjection;
using Tracker.Commitments;

namespace Tracker.Web.Tests.Commitments;

/// <summary>Rules hold for a whole installation: these tests have one of their own.</summary>
public class WorkRulesTests(Town town) : IClassFixture<Town>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closing_is_countersigned_reviewed_by_the_checklist_posted_and_closed_by_the_clock()
    {
        var (administrator, officer, head, reviewer, supervisor) = (
            await town.SignIn("administrator"), await town.SignIn("officer"), await town.SignIn("head"), await town.SignIn("reviewer"), await town.SignIn("supervisor"));
        (await administrator.Send("/admin/work-rules", "/admin/work-rules", ("NoticeDays", "900"), ("Checklist", "一条"))).Words.ShouldContain("公示天数请填 0 到 60");
        (await administrator.Send("/admin/work-rules", "/admin/work-rules", ("Countersign", "true"), ("NoticeDays", "7"), ("Checklist", "材料齐全\n数据核对"))).Status.ShouldBe(302);

        var id = await town.Underway("按本地规则销号的事项");
        (await officer.Upload(id, "通报.pdf", Town.Pdf, "")).Status.ShouldBe(302);
        (await officer.Act(id, "Submit", ("Text", "已完成"))).Status.ShouldBe(302);
        (await reviewer.Act(id, "Close", ("Outcome", "Done"))).Words.ShouldContain("签批后才能复核");
        (await head.Get("/")).Words.ShouldContain("待签批");
        (await head.Act(id, "Countersign", ("Text", "同意"))).Status.ShouldBe(302);

        var page = await reviewer.Get($"/commitments/{id}");
        page.Form("Close").ShouldContain("材料齐全");
        page.Form("Close").ShouldContain("公示 7 天");
        var refused = await reviewer.Act(id, "Close", ("Outcome", "Done"), ("Points", "材料齐全"), ("Points", "数据核对"), ("Held", "0"));
        refused.Status.ShouldBe(409);
        refused.Form("Close").ShouldContain("“数据核对”未通过");
        refused.Form("Close").ShouldMatch("name=\"Held\" value=\"0\"[^>]*checked");
        (await reviewer.Act(id, "Close", ("Outcome", "Done"), ("Points", "材料齐全"), ("Points", "数据核对"), ("Held", "0"), ("Held", "1"))).Status.ShouldBe(302);
        (await supervisor.Get($"/commitments/{id}")).Words.ShouldContain($"销号公示至 {town.Today.AddDays(7):yyyy-MM-dd}");

        (await supervisor.Act(id, "TakeObjection", ("Text", "窗口仍排队"), ("Objector", "来信人"))).Status.ShouldBe(302);
        (await EndNotices(8)).ShouldBe(0);
        (await reviewer.Act(id, "AnswerObjection", ("Yes", "false"), ("Text", "现场核实不属实"))).Status.ShouldBe(302);
        (await EndNotices(7)).ShouldBe(0);
        (await EndNotices(8)).ShouldBe(1);
        (await EndNotices(8)).ShouldBe(0);

        var closed = (await town.History(id))[^1].ShouldBeOfType<CommitmentClosed>();
        (closed.By.Name, closed.Outcome, closed.NoticedUntil).ShouldBe(("傅复核", Outcome.Done, town.Today.AddDays(7)));
        (await supervisor.Act(id, "Reinspect", ("Yes", "false"), ("Text", "一个月后又见排队"))).Status.ShouldBe(302);
        (await supervisor.Get($"/commitments/{id}")).Words.ShouldContain("重新挂号：一个月后又见排队。");
    }

    [Fact]
    public async Task Only_an_administrator_sets_them()
    {
        var supervisor = await town.SignIn("supervisor");
        (await supervisor.Get("/admin/work-rules")).Status.ShouldBe(403);
        (await supervisor.Send("/", "/admin/work-rules", ("NoticeDays", "3"))).Status.ShouldBe(403);
    }

    // The job's own step, some days on.
    Task<int> EndNotices(int days)
    {
        var clock = new InstallationClock(new Days(days), town.Services.GetRequiredService<InstallationClock>().Zone);
        return new EndNotices(town.Store, new CommitmentHandler(town.Store, clock), clock).Run(Ct);
    }

    sealed class Days(int days) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(days);
    }
}

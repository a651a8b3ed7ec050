using System.Text.RegularExpressions;
using Tracker.Boards;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Boards;

public class BoardsTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_units_board_lists_what_waits_and_links_to_the_ledger()
    {
        await town.Assigned("看板上待签收的事项");
        await town.Underway("看板上逾期的事项", dueInDays: -400);

        var page = await (await town.SignIn("officer")).Get("/boards");

        page.Words.ShouldContain("青苇市交通局");
        page.Html.ShouldContain("href=\"/ledger?status=Assigned\"");
        page.Words.ShouldContain("看板上逾期的事项");
        page.Words.ShouldContain("已逾期 400 天");
    }

    [Fact]
    public async Task The_counts_of_a_board_are_those_of_the_ledger_it_links_to()
    {
        // A unit of its own: other tests write while this one reads page after page.
        await town.Assigned("看板计数的事项", lead: town.Counted);
        await town.Assigned("看板计数的临期事项", dueInDays: 3, lead: town.Counted);
        var underway = await town.Assigned("看板计数的办理中事项", lead: town.Counted);
        await town.Do(underway, new AcceptAssignment(), town.CountedOfficer);
        await town.Do(underway, new RequestExtension(town.Today.AddDays(100), "设备未到"), town.CountedOfficer);
        var officer = await town.SignIn("counted");

        var figures = Regex.Matches((await officer.Get("/boards")).Html, """<dd><a class="plain" href="([^"]+)">(\d+)</a></dd>""");
        figures.Count.ShouldBeGreaterThan(5);
        figures.Select(figure => figure.Groups[2].Value).ShouldBeSubsetOf(["0", "1", "2", "3"]);
        foreach (Match figure in figures)
        {
            var ledger = await officer.Get(System.Net.WebUtility.HtmlDecode(figure.Groups[1].Value));
            (figure.Groups[2].Value == "0" ? ledger.Words.Contains("没有符合条件的事项", StringComparison.Ordinal) : ledger.Words.Contains($"共 {figure.Groups[2].Value} 件", StringComparison.Ordinal))
                .ShouldBeTrue(figure.Value);
        }
    }

    [Fact]
    public async Task A_supervisor_sees_every_unit_and_what_waits_for_him()
    {
        var asked = await town.Underway("看板上申请延期的事项");
        await town.Do(asked, new RequestExtension(town.Today.AddDays(100), "设备未到"), town.Officer);
        var supervisor = await town.SignIn("supervisor");

        var page = await supervisor.Get("/boards");

        page.Words.ShouldContain("看板上申请延期的事项");
        page.Words.ShouldContain("按期办结率＝");
        (await supervisor.Get($"/boards?unit={town.Roads.Id}")).Words.ShouldContain("青苇市交通局");
    }

    [Fact]
    public async Task A_department_does_not_open_another_units_board() =>
        (await (await town.SignIn("stranger")).Get($"/boards?unit={town.Roads.Id}")).Status.ShouldBe(404);

    [Fact]
    public async Task A_reviewer_is_shown_the_oldest_application_first()
    {
        var first = await town.Submitted("先申请销号的事项");
        await town.Submitted("后申请销号的事项");

        var words = (await (await town.SignIn("reviewer")).Get("/ledger?status=Submitted&sort=Waiting")).Words;

        words.IndexOf("先申请销号的事项", StringComparison.Ordinal).ShouldBeLessThan(words.IndexOf("后申请销号的事项", StringComparison.Ordinal));
        await town.Do(first, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
    }

    [Fact]
    public async Task Closing_in_time_is_told_on_both_clocks()
    {
        var unit = new UnitRef(Town.NewId(), "延期单位");
        var (today, officer) = (town.Today, town.Officer with { UnitId = unit.Id, UnitIds = [unit.Id] });
        async Task Close(string title, int due, int? extendedTo, bool close)
        {
            var id = await town.Register(title);
            await town.Do(id, new AssignCommitment(unit, [], null, null, today.AddDays(due), "x", RectificationKind.Phased), town.Supervisor);
            await town.Do(id, new AcceptAssignment(), officer);
            if (extendedTo is { } to) await town.Do(id, new ChangeLimit(today.AddDays(to), "x"), town.Supervisor);
            if (!close) return;
            await town.Handler.Attach(id, "x"u8.ToArray(), "x.txt", null, officer, null, Ct);
            await town.Do(id, new SubmitClosing("x"), officer);
            await town.Do(id, new CloseCommitment(Outcome.Done, null, Town.AllHeld), town.Reviewer);
        }
        await Close("按原时限办结", 0, null, close: true);
        await Close("靠延期才按期", -5, 0, close: true);
        await Close("逾期未办结", -2, null, close: false);

        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        var units = await BoardsQuery.Units(connection, town.Supervisor, today.AddDays(-10), today, today, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), Ct);

        var row = units.Single(counts => counts.Unit == unit.Id);
        (row.Total, row.Open, row.Red, row.Closed).ShouldBe((3, 1, 1, 2));
        row.Approved.ShouldBe(new OnTime(2, 3));
        row.Original.ShouldBe(new OnTime(1, 3));
        row.Approved.Percent.ShouldBe(67);
    }

    [Fact]
    public async Task Home_shows_what_waits_by_role()
    {
        await town.Register("首页上待派单的事项");
        await town.Assigned("首页上待签收的事项", dueInDays: -5000); // the longest overdue comes first

        (await (await town.SignIn("supervisor")).Get("/")).Words.ShouldContain("待派单");
        (await (await town.SignIn("officer")).Get("/")).Words.ShouldContain("待签收");
        (await (await town.SignIn("reader")).Get("/")).Words.ShouldNotContain("等我办理");
    }
}

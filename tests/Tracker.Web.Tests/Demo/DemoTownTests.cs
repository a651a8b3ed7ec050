using Tracker.Commitments;
using Tracker.Demo;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;
using Tracker.Tests;
using Tracker.YearLinks;

namespace Tracker.Web.Tests.Demo;

/// <summary>The made-up town is replayed through the commands, and shows what a newcomer should see.</summary>
public sealed class DemoTownTests(TestDatabase current, OldestTestDatabase oldest) : IClassFixture<TestDatabase>, IClassFixture<OldestTestDatabase>
{
    static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    static readonly DateTimeOffset Now = new(2026, 3, 10, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public Task The_story_plays_to_its_end_and_every_projection_equals_its_rebuild() => Play(current.ConnectionString);

    [Fact(SkipUnless = nameof(OldestTestDatabase.IsInstalled), SkipType = typeof(OldestTestDatabase), Skip = OldestTestDatabase.Missing)]
    public Task It_plays_on_the_oldest_supported_PostgreSQL_too() => Play(oldest.ConnectionString);

    static async Task Play(string connectionString)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var time = new StoryTime(Now);
        await using var store = TrackerStore.For(connectionString, time);
        await store.MigrateAsync(Ct);
        var town = new DemoTown(store, time, new InstallationClock(time, zone), Path.Combine(AppContext.BaseDirectory, "seeds"), () => "hash");
        var (name, steps) = await town.Load(Ct);
        name.ShouldNotBeEmpty();
        steps.ShouldBeGreaterThan(50);
        (await DemoTown.WasInterrupted(store, Ct)).ShouldBeFalse();

        await using var connection = await store.OpenConnectionAsync(Ct);
        var reader = new Actor(Guid.CreateVersion7(), "读者", null, null, [Role.Reader]);
        var page = await LedgerQuery.Page(connection, new(PageSize: 100), reader, new DateOnly(2026, 3, 10), Ct);
        page.Rows.Select(row => row.Light).Distinct().ShouldBe([Light.None, Light.Green, Light.Yellow, Light.Red], ignoreOrder: true);
        page.Rows.Select(row => row.Status).Distinct().Count().ShouldBe(6, "every state is shown");
        page.Rows.ShouldContain(row => row.DueOn != row.OriginalDueOn, "an extension");

        var reports = await ReportsQuery.All(connection, reader, 1, 10, Ct);
        reports.Count.ShouldBe(2);
        var links = await YearLinksQuery.OfReport(connection, reports.MaxBy(report => report.Year)!.Id, reader, Ct);
        links.Count.ShouldBe(page.Rows.Count, "the later report is linked to every commitment of the year before");
        links.Select(link => link.Suggested).Distinct().Count().ShouldBeGreaterThan(1);
        links.ShouldContain(link => link.Suggested == YearVerdict.Answered && link.Evidence.Count > 0);

        await Review(store, reports.MaxBy(report => report.Year)!.Id, links);
        foreach (var (projection, table) in new[] { ("Ledger", "ledger"), ("Reports", "reports"), ("People", "people"), ("YearLinks", "year_links"), ("YearLinks", "recurrences") })
        {
            var before = await Rows(connection, table);
            before.ShouldNotStartWith("0 ");
            await store.RebuildAsync(projection, null, Ct);
            (await Rows(connection, table)).ShouldBe(before, table);
        }
    }

    // A verdict, a word on a problem named again and a carry-over, so that a rebuild has all kinds of facts of a year's review.
    static async Task Review(DocumentStore store, Guid later, IReadOnlyList<YearLinkRow> links)
    {
        var reviewer = new Actor(Guid.CreateVersion7(), "复核员", Guid.CreateVersion7(), "市考核办", [Role.Reviewer]);
        var commitments = new CommitmentHandler(store, new InstallationClock(TimeProvider.System, TimeZoneInfo.Utc));
        var again = links.First(link => link.IsNamedAgain);
        await commitments.Handle(again.CommitmentId, new DecideYearMatch(later, YearVerdict.Partly, "已核对"), reviewer, null, null, Ct);
        await commitments.Handle(again.CommitmentId, new DecideRecurrence(later, true, "同一问题"), reviewer, null, null, Ct);
        await new CarryOver(store, new LinkYears(store)).Handle(later, new Dictionary<Guid, Guid?> { [again.CommitmentId] = null }, null, reviewer, Ct);
    }

    static async Task<string> Rows(System.Data.Common.DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text)) from {table} t";
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }
}

using Tracker.Commitments;
using Tracker.Demo;
using Tracker.Drafting;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;
using Tracker.Tests;
using Tracker.Timeline;

namespace Tracker.Web.Tests.Drafting;

/// <summary>A year of a whole town, drafted: every text that was typed is there once, and nothing stands without its events.</summary>
public sealed class DemoTownDraftTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    static readonly DateTimeOffset Now = new(2026, 3, 10, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_made_up_towns_year_is_drafted_whole()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var time = new StoryTime(Now);
        await using var store = TrackerStore.For(database.ConnectionString, time);
        await store.MigrateAsync(Ct);
        await new DemoTown(store, time, new InstallationClock(time, zone), Path.Combine(AppContext.BaseDirectory, "seeds"), () => "hash").Load(Ct);
        await using var connection = await store.OpenConnectionAsync(Ct);
        var reader = new Actor(Guid.CreateVersion7(Now), "读者", null, null, [Role.Reader]);
        var report = (await ReportsQuery.All(connection, reader, 1, 10, Ct)).MinBy(report => report.Year)!;

        var (_, draft, commitments) = await new Drafts(store, new InstallationClock(time, zone)).OfReport(report.Id, reader, Ct);

        commitments.ShouldBe(18);
        draft.Sentences.ShouldAllBe(sentence => sentence.Sources.Count > 0 || sentence.Text.StartsWith('【'));
        draft.Parts[0].Paragraphs.Count(paragraph => paragraph.CommitmentId is not null).ShouldBe(5);
        var text = string.Concat(draft.Sentences.Select(sentence => sentence.Text));
        text.ShouldNotMatch("。。|，，|：。|，。|  ");
        await using var session = store.OpenSession();
        foreach (var id in await LedgerQuery.OfReport(connection, report.Id, reader, Ct))
        {
            foreach (var typed in (await TimelineQuery.Of(session, id, Ct)).Select(entry => Typed(entry.Fact)).OfType<string>())
                text.Split(typed.TrimEnd('。')).Length.ShouldBe(2, typed);
        }
        DraftDocx.Write(draft, zone).Length.ShouldBeInRange(10_000, 200_000);
    }

    static string? Typed(CommitmentEvent fact) => fact switch
    {
        CommitmentProgressed x => x.Text,
        EvidenceAttached x => $"《{Path.GetFileNameWithoutExtension(x.FileName)}》",
        ClosingSubmitted x => x.Statement,
        ClosingReturned x => x.Missing,
        CommitmentClosed x => x.Note,
        CommitmentReopened x => x.Reason,
        _ => null,
    };
}

using Tracker.Commitments;
using Tracker.CommonProblems;

namespace Tracker.Tests.CommonProblems;

public class KnownClustersTests
{
    static readonly ProblemRow one = Row(1, "甲县", "行政复议办案力量不足"), two = Row(2, "乙县", "行政复议办案人员力量薄弱"), three = Row(3, "丙市", "行政复议力量不足");

    [Fact]
    public void The_same_problems_are_grouped_once_and_other_problems_anew()
    {
        var known = new KnownClusters();

        var first = known.Of([one, two]);

        first.ShouldHaveSingleItem().Organizations.ShouldBe(2);
        known.Of([one, two with { Status = CommitmentStatus.Underway, LeadName = "司法局" }]).ShouldBeSameAs(first);
        known.Of([one, two, three]).ShouldHaveSingleItem().Organizations.ShouldBe(3);
        known.Of([one, two with { Title = "古树名木养护经费缺口" }]).ShouldBeEmpty();
    }

    [Fact]
    public void What_one_person_may_see_is_not_what_another_is_shown()
    {
        var known = new KnownClusters();
        known.Of([one, two, three]);

        known.Of([one, three]).ShouldHaveSingleItem().Members.Select(member => member.Id).ShouldBe([three.Id, one.Id], ignoreOrder: true);
    }

    [Fact]
    public void Where_stands_what_is_told_fresh_from_the_ledger()
    {
        var known = new KnownClusters();
        known.Of([one, two]);
        IReadOnlyList<ProblemRow> rows = [one, two with { Status = CommitmentStatus.Closed, Outcome = Outcome.Done, ClosedAt = DateTimeOffset.UnixEpoch }];

        var cluster = ProblemCluster.Of(rows, known.Of(rows), new(OnlyClosed: true)).ShouldHaveSingleItem();

        cluster.Closed.ShouldHaveSingleItem().Id.ShouldBe(two.Id);
        ProblemCluster.Of(rows, known.Of(rows), new("乙县", OnlyClosed: true)).ShouldBeEmpty("the others have closed nothing");
        ProblemCluster.Of(rows, known.Of(rows), new("甲县", OnlyClosed: true)).ShouldHaveSingleItem();
    }

    static ProblemRow Row(int id, string organization, string title) =>
        new(new Guid(id, 0, 0, new byte[8]), organization, 2023, title, CommitmentStatus.Registered, null, null, null, 0);
}

using Tracker.Reports;
using Tracker.Tests.Reports;

namespace Tracker.Tests.YearLinks;

/// <summary>Pairs of real reports, read by hand; the texts stand beside the repository, the keys quote a few words of them.</summary>
public class RealPairsTests(ITestOutputHelper output)
{
    [Fact]
    public void The_pairs_read_first_are_matched_well()
    {
        var score = Score("links-expected.json", Corpus());

        score.First.ShouldBeGreaterThanOrEqualTo(0.75);
        score.Third.ShouldBeGreaterThanOrEqualTo(0.9);
        score.Quiet.ShouldBeGreaterThanOrEqualTo(0.75);
        score.Accounted.ShouldBeGreaterThanOrEqualTo(0.85);
        score.Verdict.ShouldBeGreaterThanOrEqualTo(0.75);
        score.Recurring.ShouldBeGreaterThanOrEqualTo(0.8);
    }

    [Theory]
    [InlineData("baoan-2022-2023.json")]
    [InlineData("baoan-2024-2025.json")]
    [InlineData("pingshan-2021-2022.json")]
    [InlineData("pingshan-2022-2023.json")]
    [InlineData("pingshan-2023-2024.json")]
    [InlineData("pingtan-2022-2023.json")]
    public void A_further_pair_is_matched_well(string key)
    {
        var score = Score(Path.Combine(AppContext.BaseDirectory, "YearLinks", key), Corpus());

        score.First.ShouldBeGreaterThanOrEqualTo(0.66);
        score.Third.ShouldBeGreaterThanOrEqualTo(0.66);
        score.Quiet.ShouldBeGreaterThanOrEqualTo(0.75);
        score.Accounted.ShouldBeGreaterThanOrEqualTo(0.85);
        score.Verdict.ShouldBeGreaterThanOrEqualTo(0.7);
        score.Recurring.ShouldBeGreaterThanOrEqualTo(0.66);
    }

    [Fact]
    public void The_made_up_towns_are_matched_well()
    {
        var seeds = Seeds();
        var score = Score(Path.Combine(seeds, "links-expected.json"), seeds);

        score.First.ShouldBeGreaterThanOrEqualTo(0.85);
        score.Third.ShouldBeGreaterThanOrEqualTo(0.95);
        score.Quiet.ShouldBeGreaterThanOrEqualTo(0.7);
        score.Accounted.ShouldBeGreaterThanOrEqualTo(0.85);
        score.Verdict.ShouldBeGreaterThanOrEqualTo(0.75);
        score.Recurring.ShouldBeGreaterThanOrEqualTo(0.8);
    }

    /// <summary>What one place promised is no concern of another's report: only promises that any place makes may be met.</summary>
    [Fact]
    public void Another_places_report_accounts_for_little()
    {
        var corpus = Corpus();
        var pairs = LinkKey.In(Path.Combine(corpus, "links-expected.json"));
        var shown = 0;
        var asked = 0;
        foreach (var (pair, other) in pairs.Zip(pairs.Reverse()))
        {
            var plans = pair.Undertakings.Where(each => each.Kind is ItemKind.Plan).ToList();
            asked += plans.Count;
            shown += YearMatcher.Match(plans, other.Later(corpus)).Count(answer => answer.Evidence.Count > 0);
        }

        ((double)shown / asked).ShouldBeLessThanOrEqualTo(0.25);
    }

    LinkScore Score(string key, string corpus)
    {
        var score = new LinkScore();
        foreach (var pair in LinkKey.In(Path.Combine(corpus, key)))
            score.Add(pair.Commitments, YearMatcher.Match(pair.Undertakings, pair.Later(corpus)));
        output.WriteLine(score.ToString());
        return score;
    }

    static string Seeds()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "seeds") is var seeds && File.Exists(Path.Combine(seeds, "links-expected.json")))
                return seeds;
        throw new DirectoryNotFoundException("seeds/links-expected.json is not in this repository.");
    }

    static string Corpus()
    {
        var corpus = SharedDocuments.Folder("corpus");
        Assert.SkipWhen(corpus is null, SharedDocuments.Absent);
        return corpus!;
    }
}

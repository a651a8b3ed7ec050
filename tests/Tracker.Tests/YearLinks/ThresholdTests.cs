using System.Globalization;
using Tracker.Reports;
using Tracker.Tests.Reports;

namespace Tracker.Tests.YearLinks;

/// <summary>What showing less or more would find and invent, over all pairs read by hand; thresholds.md keeps the table.</summary>
public class ThresholdTests(ITestOutputHelper output)
{
    /// <summary>How far the chosen floor may lie below the best one on these pairs before it has to be chosen anew.</summary>
    const double Near = 0.03;

    static readonly double[] floors = [0.25, 0.3, 0.35, 0.36, 0.38, 0.4, 0.42, 0.45, 0.47, 0.5, 0.55, 0.6, 0.7, 0.8];

    [Theory]
    [InlineData(ItemKind.Plan, 0.38)]
    [InlineData(ItemKind.Problem, 0.36)]
    public void The_chosen_floor_is_near_the_best(ItemKind kind, double chosen)
    {
        var best = Best(kind);
        var balance = new Dictionary<double, double>();
        output.WriteLine($"| {kind} from | shown | of them right | precision | recall | kept quiet | F1 |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var floor in floors)
        {
            var shown = best.Where(each => each.Score >= floor).ToList();
            var (right, wanted, quiet) = (shown.Count(each => each.Right), best.Count(each => each.Wanted), best.Count(each => !each.Wanted));
            var (precision, recall) = (shown.Count == 0 ? 1 : (double)right / shown.Count, (double)right / wanted);
            balance[floor] = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            var kept = quiet - shown.Count(each => !each.Wanted);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {floor:0.00} | {shown.Count} | {right} | {precision:0.000} | {recall:0.000} | {kept} of {quiet} | {balance[floor]:0.000} |"));
        }

        balance[chosen].ShouldBeGreaterThanOrEqualTo(balance.Values.Max() - Near);
    }

    /// <summary>What a reviewer may take over unread has to be right every time, and often enough to be worth a button.</summary>
    [Fact]
    public void What_is_sure_is_right()
    {
        var corpus = Corpus();
        var sure = new List<(string Id, YearVerdict Read)>();
        foreach (var pair in Pairs(corpus))
            foreach (var (key, answer) in pair.Commitments.Zip(YearMatcher.Match(pair.Undertakings, pair.Later(corpus))))
                if (YearMatcher.IsSure(answer.Verdict, answer.Reason, answer.Evidence))
                    sure.Add(($"{pair.From} {key.Id}", key.Verdict));

        output.WriteLine($"{sure.Count} sure answers");
        sure.Count.ShouldBeGreaterThanOrEqualTo(30);
        sure.Where(each => each.Read is not YearVerdict.Answered).ShouldBeEmpty();
    }

    static string Corpus()
    {
        var corpus = SharedDocuments.Folder("corpus");
        Assert.SkipWhen(corpus is null, SharedDocuments.Absent);
        return corpus!;
    }

    static IEnumerable<LinkKey> Pairs(string corpus) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "YearLinks"), "*-20??-20??.json").Order(StringComparer.Ordinal)
            .Append(Path.Combine(corpus, "links-expected.json")).SelectMany(LinkKey.In);

    /// <summary>For each undertaking the best passage of the later report's review, and whether a reader marked it.</summary>
    static List<(double Score, bool Right, bool Wanted)> Best(ItemKind kind)
    {
        var corpus = Corpus();
        var best = new List<(double, bool, bool)>();
        foreach (var pair in Pairs(corpus))
        {
            var later = new YearMatcherIndex(pair.Later(corpus));
            foreach (var key in pair.Commitments.Where(each => each.Kind == kind))
            {
                var wording = YearMatcherWording.Of(key.Text, key.Kind, later);
                var found = YearMatcherSearch.Find(wording, key.Kind, later).FirstOrDefault(candidate => candidate.Role is SentenceRole.Review);
                var text = found.End > found.Start ? later.Text.Passage(found.Start, found.End).Text : "";
                best.Add((found.Score, text.Length > 0 && LinkScore.Hits(text, key), key.Evidence.Count > 0));
            }
        }
        return best;
    }
}

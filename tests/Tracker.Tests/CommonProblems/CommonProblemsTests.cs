using System.Globalization;
using Problems = Tracker.Reports.CommonProblems;

namespace Tracker.Tests.CommonProblems;

/// <summary>Against problems that were read and sorted by hand; common-problems.md keeps the table over the threshold.</summary>
public class CommonProblemsTests(ITestOutputHelper output)
{
    static readonly float[] thresholds = [0.1f, 0.12f, 0.15f, 0.16f, 0.17f, 0.18f, 0.19f, 0.2f, 0.22f, 0.25f, 0.3f, 0.4f];

    [Theory]
    [InlineData("common-problems.json", 0.95, 0.45)]
    [InlineData("made-up-problems.json", 0.95, 0.6)]
    public void What_stands_together_is_the_same_problem(string file, double precision, double recall)
    {
        var key = ProblemKey.In(file);

        var clusters = Problems.Of(key.Problems);
        var score = key.Of(clusters);

        output.WriteLine(Line(Problems.Threshold, score));
        foreach (var cluster in clusters)
        {
            output.WriteLine($"{cluster.Organizations} 个单位 [{string.Join(' ', cluster.Words)}] {cluster.Example.Text}");
            foreach (var member in cluster.Members)
                output.WriteLine($"    {member.Organization} {member.Year} {member.Text}");
        }
        score.Precision.ShouldBeGreaterThanOrEqualTo(precision);
        score.Recall.ShouldBeGreaterThanOrEqualTo(recall);
        score.Largest.ShouldBeLessThanOrEqualTo(10, "no problem of many matters glues the others together");
        clusters.ShouldAllBe(cluster => cluster.Words.Count > 0);
    }

    /// <summary>Precision before recall: somewhat less likeness must not already bring in what doesn't belong.</summary>
    [Theory]
    [InlineData("common-problems.json")]
    [InlineData("made-up-problems.json")]
    public void The_threshold_lies_where_precision_is_high_on_both_sides(string file)
    {
        var key = ProblemKey.In(file);
        var scores = thresholds.ToDictionary(threshold => threshold, threshold => key.Of(Problems.Of(key.Problems, threshold)));
        output.WriteLine("| from | together | of them right | precision | recall | clusters | largest |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (threshold, score) in scores)
            output.WriteLine(Line(threshold, score));

        thresholds.ShouldContain(Problems.Threshold);
        scores.Where(score => score.Key >= Problems.Threshold - 0.031f).ShouldAllBe(score => score.Value.Precision >= 0.9);
    }

    [Fact]
    public void Many_copies_of_the_collection_change_little()
    {
        // as common as a problem is in four thousand organisations, not only as in twenty
        var key = ProblemKey.In("common-problems.json");
        var copies = Enumerable.Range(1, 19).SelectMany(copy => key.Problems.Select((problem, at) =>
            problem with { Id = new Guid(at + 1, (short)copy, 0, new byte[8]), Organization = $"{problem.Organization}{copy}" }));

        var clusters = Problems.Of([.. key.Problems, .. copies]);
        var own = key.Problems.Select(problem => problem.Id).ToHashSet();
        var score = key.Of([.. clusters.Select(cluster => cluster with { Members = [.. cluster.Members.Where(member => own.Contains(member.Id))] })]);

        output.WriteLine(Line(Problems.Threshold, score));
        score.Precision.ShouldBeGreaterThanOrEqualTo(0.9);
        score.Recall.ShouldBeGreaterThanOrEqualTo(0.4);
    }

    static string Line(float threshold, Score score) => string.Create(CultureInfo.InvariantCulture,
        $"| {threshold:0.00} | {score.Together} | {score.Right} | {score.Precision:0.000} | {score.Recall:0.000} | {score.Clusters} | {score.Largest} |");
}

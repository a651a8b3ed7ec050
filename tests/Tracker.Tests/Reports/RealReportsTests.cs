using System.Globalization;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class RealReportsTests(ITestOutputHelper output)
{
    [Fact]
    public void Of_the_real_rule_of_law_reports_every_item_and_every_fact_is_found()
    {
        var keys = Keys("seeds", "expected.json");

        F1(keys, "plans", r => r.Plans.Select(p => p.Title)).ShouldBe(1.0);
        F1(keys, "problems", r => r.Problems.Select(p => p.Title)).ShouldBe(1.0);
        F1(keys, "targets", r => r.Targets.Select(t => t.Title)).ShouldBe(1.0);
        foreach (var key in keys)
            FactsShouldBeRight(key);
    }

    [Fact]
    public void Of_the_real_work_reports_and_disclosure_reports_nearly_every_item_is_found()
    {
        var keys = Keys("corpus", "items-expected.json");

        F1(keys, "plans", r => r.Plans.Select(p => p.Title)).ShouldBeGreaterThan(0.95);
        F1(keys, "problems", r => r.Problems.Select(p => p.Title)).ShouldBeGreaterThan(0.95);
        F1(keys, "targets", r => r.Targets.Select(t => t.Title)).ShouldBeGreaterThan(0.95);
        foreach (var key in keys)
            FactsShouldBeRight(key);
    }

    /// <summary>Keys made by reading, before the reader was run on these documents.</summary>
    [Fact]
    public void Of_eight_more_real_reports_nearly_every_item_is_found()
    {
        Assert.SkipWhen(SharedDocuments.Folder("corpus") is null, SharedDocuments.Absent);
        var keys = AnswerKey.In(SharedDocuments.Folder("corpus")!, Path.Combine(AppContext.BaseDirectory, "Reports", "corpus-keys.json")).ToList();

        F1(keys, "plans", r => r.Plans.Select(p => p.Title)).ShouldBeGreaterThan(0.98);
        F1(keys, "problems", r => r.Problems.Select(p => p.Title)).ShouldBeGreaterThan(0.98);
        F1(keys, "targets", r => r.Targets.Select(t => t.Title)).ShouldBeGreaterThan(0.98);
        foreach (var key in keys)
            FactsShouldBeRight(key);
    }

    static List<AnswerKey> Keys(string folder, string name)
    {
        Assert.SkipWhen(SharedDocuments.Folder(folder) is null, SharedDocuments.Absent);
        return [.. AnswerKey.In(SharedDocuments.Folder(folder)!, name)];
    }

    static Report Read(AnswerKey key) => ReportReader.Read(ReportFile.Decode(File.ReadAllBytes(key.Path), key.File).Text);

    double F1(List<AnswerKey> keys, string field, Func<Report, IEnumerable<string>> titles)
    {
        var scores = keys.Select(k => k.Score(field, titles(Read(k)))).ToList();
        var f1 = 2.0 * scores.Sum(s => s.Met) / (scores.Sum(s => s.Found) + scores.Sum(s => s.Expected));
        output.WriteLine($"{field}: {scores.Sum(s => s.Met)} of {scores.Sum(s => s.Expected)}, {scores.Sum(s => s.Found)} found, F1 {f1:F3}");
        return f1;
    }

    static void FactsShouldBeRight(AnswerKey key)
    {
        var facts = Read(key).Facts;
        (facts.Organization == key.Organization || key.Accepts("organization", facts.Organization)).ShouldBeTrue($"{key.File}: {facts.Organization}");
        (facts.ReportYear == key.ReportYear || key.Accepts("reportYear", facts.ReportYear)).ShouldBeTrue($"{key.File}: {facts.ReportYear}");
        facts.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(key.Published, key.File);
        facts.Statutory.ShouldBe(
            new(key.Statutory("measures"), key.Statutory("problems"), key.Statutory("firstResponsiblePerson"), key.Statutory("nextYear")), key.File);
    }
}

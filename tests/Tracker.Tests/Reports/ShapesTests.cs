using System.Globalization;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>Made-up reports, each in a shape that real ones were seen in or may take.</summary>
public class ShapesTests
{
    static readonly string folder = Path.Combine(AppContext.BaseDirectory, "Reports", "Shapes");

    public static IEnumerable<TheoryDataRow<string>> Shapes => AnswerKey.In(folder).Select(k => new TheoryDataRow<string>(k.File));

    [Theory, MemberData(nameof(Shapes))]
    public void A_report_of_this_shape_is_read_as_a_careful_reader_reads_it(string file)
    {
        var key = AnswerKey.In(folder).Single(k => k.File == file);

        var report = ReportReader.Read(File.ReadAllText(key.Path));

        report.Problems.Select(p => p.Title).ShouldBe(key.Titles("problems"));
        report.Plans.Select(p => p.Title).ShouldBe(key.Titles("plans"));
        report.Targets.Select(t => t.Title).ShouldBe(key.Titles("targets"));
        report.Facts.Organization.ShouldBe(key.Organization);
        report.Facts.ReportYear.ShouldBe(key.ReportYear);
        report.Facts.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(key.Published);
        report.Facts.Statutory.ShouldBe(
            new(key.Statutory("measures"), key.Statutory("problems"), key.Statutory("firstResponsiblePerson"), key.Statutory("nextYear")));
        report.IsReport.ShouldBe(!file.StartsWith("not-", StringComparison.Ordinal));
    }
}

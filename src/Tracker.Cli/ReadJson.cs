using System.Text.Encodings.Web;
using System.Text.Json;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>The reader's findings as one JSON object, for programs and for scoring.</summary>
static class ReadJson
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<ReadDocument> documents) => JsonSerializer.Serialize(new { documents = documents.Select(Document) }, options);

    static object Document(ReadDocument document)
    {
        var (report, facts) = (document.Report, document.Report.Facts);
        return new
        {
            document.File, facts.Organization, facts.ReportYear, published = Day(facts.Published),
            report.IsReport, genre = JsonNamingPolicy.CamelCase.ConvertName(facts.Genre.ToString()), facts.DocumentNumber,
            document.Source.Format, document.Source.Encoding,
            statutory = new { facts.Statutory.Measures, facts.Statutory.Problems, facts.Statutory.FirstResponsiblePerson, facts.Statutory.NextYear },
            problems = report.Problems.Select(Item), plans = report.Plans.Select(Item), targets = report.Targets.Select(Aim), findings = Findings(report),
        };
    }

    static object Item(ReportItem item) => new
    {
        item.Title, item.Text, item.Section, item.Start, item.End, item.Cause,
        measures = item.Measures.Select(Part), targets = item.Targets.Select(Aim),
        limitOn = Day(item.LimitOn), units = item.Units.Select(Unit), item.Rule, item.Cue, item.Confidence,
    };

    static object Part(Measure measure) => new { measure.Title, measure.Text, measure.Start, measure.End, limitOn = Day(measure.LimitOn), measures = measure.Measures.Select(Part) };

    static object Aim(Target target) => new { target.Title, target.Text, target.Start, target.End, target.What, target.Comparator, target.Number, target.Unit };

    static object Unit(NamedUnit unit) => new { unit.Name, role = JsonNamingPolicy.CamelCase.ConvertName(unit.Role.ToString()) };

    /// <summary>Items by their titles; a report alone knows nothing of the year before.</summary>
    static object Findings(Report report)
    {
        var items = FindingsFinder.Items(report);
        var found = FindingsFinder.Of(report, report.Facts.ReportYear, items, ComplianceRule.Defaults, []);
        return new
        {
            rules = found.Rules.Select(rule => new { rule.Rule.Code, rule.Rule.Name, verdict = JsonNamingPolicy.CamelCase.ConvertName(rule.Verdict.ToString()), rule.Rule.Source }),
            vague = found.Vague.Select(vague => new { title = Title(vague.Id), missing = vague.Missing.Select(lack => JsonNamingPolicy.CamelCase.ConvertName(lack.ToString())) }),
            problemsWithoutPlan = found.ProblemsWithoutPlan.Select(Title), plansWithoutProblem = found.PlansWithoutProblem.Select(Title),
        };

        string Title(string id) => items.First(item => item.Id == id).Title;
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

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
            problems = report.Problems.Select(Item), plans = report.Plans.Select(Item), targets = report.Targets.Select(Aim),
        };
    }

    static object Item(ReportItem item) => new
    {
        item.Title, item.Text, item.Section, item.Start, item.End, item.Cause,
        measures = item.Measures.Select(Part), targets = item.Targets.Select(Aim),
        limitOn = Day(item.LimitOn), item.Rule, item.Cue, item.Confidence,
    };

    static object Part(Measure measure) => new { measure.Title, measure.Text, measure.Start, measure.End, limitOn = Day(measure.LimitOn), measures = measure.Measures.Select(Part) };

    static object Aim(Target target) => new { target.Title, target.Text, target.Start, target.End, target.What, target.Comparator, target.Number, target.Unit };

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

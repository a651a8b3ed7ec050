using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracker.Reports;

/// <summary>What a rule asks of a report.</summary>
public enum ComplianceCheck
{
    /// <summary>主要举措和成效.</summary>
    Measures,

    /// <summary>不足.</summary>
    Problems,

    /// <summary>原因.</summary>
    Causes,

    /// <summary>第一责任人履职情况.</summary>
    FirstResponsiblePerson,

    /// <summary>下一年度主要安排.</summary>
    NextYear,

    /// <summary>公开日期.</summary>
    PublishedBefore,
}

/// <summary>A requirement that some regulation makes of reports of one genre, as long as it is in force.</summary>
/// <param name="Code">Names it for good, e.g. law-causes.</param>
/// <param name="Name">What the page calls it.</param>
/// <param name="From">In force from this day on.</param>
/// <param name="Until">The last day in force; null while it is.</param>
/// <param name="Month">For a date: 1 to 12, in the year after the reviewed one.</param>
/// <param name="Day">For a date: the first day that is too late.</param>
/// <param name="Source">Which regulation says so, and where.</param>
public sealed record ComplianceRule(
    string Code, string Name, Genre Genre, ComplianceCheck Check, DateOnly From, DateOnly? Until, int? Month, int? Day, string Source)
{
    /// <summary>The rules that the product comes with (ComplianceRules.json).</summary>
    public static IReadOnlyList<ComplianceRule> Defaults { get; } = Load();

    /// <summary>The first day that is too late for the report about <paramref name="year"/>; for rules without a date the end of the following year's first quarter.</summary>
    public DateOnly Due(int year) => new(year + 1, Month ?? 4, Day ?? 1);

    public bool AppliesTo(Genre genre, int year) => genre == Genre && From <= Due(year) && (Until is not { } until || until >= Due(year));

    static IReadOnlyList<ComplianceRule> Load()
    {
        using var stream = typeof(ComplianceRule).Assembly.GetManifestResourceStream("ComplianceRules.json")!;
        return JsonSerializer.Deserialize(stream, ComplianceRuleJson.Default.IReadOnlyListComplianceRule)!;
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ComplianceRule>))]
sealed partial class ComplianceRuleJson : JsonSerializerContext;

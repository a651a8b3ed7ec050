namespace Tracker.Reports;

/// <summary>What a reader found in one report. Every offset is in UTF-16 units, end exclusive, into <see cref="Text"/>.</summary>
/// <param name="Text">The decoded text (for .docx, .html and .pdf the extracted text), without byte order mark.</param>
public sealed record Report(
    string Text,
    ReportFacts Facts,
    IReadOnlyList<Section> Sections,
    IReadOnlyList<ReportItem> Problems,
    IReadOnlyList<ReportItem> Plans,
    IReadOnlyList<Target> Targets)
{
    /// <summary>False for a document that is no report: a navigation page, a news item. It has no items then.</summary>
    public bool IsReport { get; init; } = true;
}

/// <summary>A stretch of <see cref="Report.Text"/>; <c>Text[Start..End] == Passage.Text</c> always.</summary>
public readonly record struct Passage(int Start, int End, string Text);

/// <param name="Organization">Full name a reader would infer, with its superior where the text shows it; null where none is found.</param>
/// <param name="ReportYear">The year reviewed; null for a plan-only document.</param>
/// <param name="Published">The date in the page's head or under the signature.</param>
/// <param name="Genre">What kind of document it is.</param>
/// <param name="Statutory">Which of the statutory contents are there, whatever their heading.</param>
public sealed record ReportFacts(string? Organization, int? ReportYear, DateOnly? Published, Genre Genre, StatutoryContents Statutory)
{
    /// <summary>文号, where printed.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Where each fact was found, for the reading page.</summary>
    public Passage? OrganizationFrom { get; init; }
    public Passage? ReportYearFrom { get; init; }
    public Passage? PublishedFrom { get; init; }
}

/// <summary>法治政府年报, 政府工作报告, 部门总结或计划, 政府信息公开年报, 督察反馈, other.</summary>
public enum Genre { LawBasedGovernmentReport, GovernmentWorkReport, DepartmentSummary, InformationDisclosureReport, InspectionFeedback, Other }

/// <summary>The contents that article 24 asks for, as far as they were found.</summary>
public sealed record StatutoryContents(bool Measures, bool Problems, bool FirstResponsiblePerson, bool NextYear);

/// <summary>A numbered or recognised heading with what stands under it, up to the next heading of its level or higher.</summary>
/// <param name="Level">1 for 一、, 2 for (一), 3 for 1. or 一是.</param>
/// <param name="Role">What the section is for.</param>
public sealed record Section(int Level, string Title, SectionRole Role, int Start, int End, int HeadingStart, int HeadingEnd);

public enum SectionRole { Other, Measures, Problems, FirstResponsiblePerson, NextYear }

public enum ItemKind { Problem, Plan }

/// <summary>A problem or a plan item.</summary>
/// <param name="Title">Normalised: gloss scraps removed, traditional turned simplified, number stripped.</param>
/// <param name="Text">The exact slice <c>Report.Text[Start..End]</c>.</param>
/// <param name="Section">Title of the section it stands in; empty where there is none.</param>
/// <param name="Cause">原因, where one is given.</param>
/// <param name="Measures">For a plan: what stands under it, outermost first.</param>
/// <param name="Targets">Checkable aims within it.</param>
/// <param name="LimitOn">The limit of time named in it, as the last day of that period.</param>
/// <param name="Rule">Which rule found it, e.g. <c>numbered-heading</c>.</param>
/// <param name="Cue">The words that the rule went by.</param>
/// <param name="Confidence">0 to 1; below <see cref="Sure"/> a supervisor should look first.</param>
public sealed record ReportItem(
    ItemKind Kind, string Title, string Text, string Section, int Start, int End,
    string? Cause, IReadOnlyList<Measure> Measures, IReadOnlyList<Target> Targets, DateOnly? LimitOn,
    string Rule, string Cue, double Confidence)
{
    /// <summary>What stands under a number has 0.9 and more; a sentence on its own, or one that names no lack, 0.65 and less.</summary>
    public const double Sure = 0.7;

    /// <summary>牵头单位 and 配合单位 that an arrangement, or a table's row, names; offsets into <see cref="Text"/>.</summary>
    public IReadOnlyList<NamedUnit> Units { get; init; } = [];
}

/// <summary>One measure under a plan item.</summary>
public sealed record Measure(string Title, string Text, int Start, int End, IReadOnlyList<Measure> Measures)
{
    /// <summary>The limit of time named in it, as the last day of that period.</summary>
    public DateOnly? LimitOn { get; init; }
}

/// <summary>A checkable aim, verbatim, and as far as it could be parsed.</summary>
/// <param name="Comparator">atLeast, atMost, equal, increase, decrease, full (全覆盖), bothDown (双下降); null where none was read.</param>
/// <param name="Unit">%, 次, 个 …, or null.</param>
public sealed record Target(string Text, int Start, int End, string? What, string? Comparator, decimal? Number, string? Unit)
{
    /// <summary><see cref="Text"/> normalised as an item's title is.</summary>
    public string Title { get; init; } = Text;
}

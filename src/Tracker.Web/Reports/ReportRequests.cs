using System.ComponentModel.DataAnnotations;
using Tracker.Reports;

namespace Tracker.Web.Reports;

// Public, or AddValidation() silently skips them.

/// <param name="Start">Offset in UTF-16 units into the report's text.</param>
/// <param name="End">Offset of the passage's end, exclusive.</param>
public sealed record ItemRequest(
    [Required, EnumDataType(typeof(ItemKind))] ItemKind? Kind, [Required, StringLength(500)] string? Title, [Required] int? Start, [Required] int? End);

/// <param name="At">Offset into the report's text: the second part begins here.</param>
public sealed record SplitRequest([Required] int? At);

public sealed record MergeRequest([Required] IReadOnlyList<Guid>? ItemIds);

/// <param name="ItemIds">Null for all; those that are confirmed already stay so.</param>
public sealed record ConfirmationRequest(IReadOnlyList<Guid>? ItemIds);

/// <param name="Wording">Null: as worded in the report again.</param>
public sealed record WordingRequest([StringLength(1000)] string? Wording);

public sealed record DropRequest([StringLength(4000)] string? Reason);

/// <summary>The items that came of it.</summary>
public sealed record ItemsAnswer(IReadOnlyList<Guid> ItemIds);

/// <summary>A report as the API tells it; its version is the ETag.</summary>
public sealed record ReportAnswer(
    Guid Id, string Organization, Genre Genre, int Year, DateOnly? Published, string? DocumentNumber, StatutoryContents Statutory, string FileName, string Format,
    int Revision, IReadOnlyList<ItemAnswer> Items, Findings Findings, YearReviewAnswer? YearReview)
{
    public static ReportAnswer Of(ReportState report, ReportSeen seen) => new(
        report.Id, report.Organization, report.Genre, report.Year, report.Published, seen.DocumentNumber, report.Statutory, report.FileName, report.Format,
        report.Revision, [.. report.Items.Select(ItemAnswer.Of)], seen.Findings,
        report.YearReview is { } closed ? new(closed.Counts, closed.Digest, closed.At, closed.By.Names()) : null);
}

/// <param name="Agreed">议定表述.</param>
/// <param name="Confidence">How sure the reader was, 0 to 1; 1 where a person said it.</param>
public sealed record ItemAnswer(
    Guid Id, ItemKind Kind, ItemStatus Status, string Title, string? Agreed, string Text, string Section, int Start, int End, string? Cause,
    IReadOnlyList<string> Measures, IReadOnlyList<string> Targets, DateOnly? LimitOn, IReadOnlyList<NamedUnit> Units, double Confidence)
{
    public static ItemAnswer Of(ItemState state) => new(
        state.Item.Id, state.Item.Kind, state.Status, state.Item.Title, state.Item.Agreed, state.Item.Text, state.Item.Section, state.Item.Start, state.Item.End,
        state.Item.Cause, state.Item.Measures, state.Item.Targets, state.Item.LimitOn, state.Item.UnitsNamed(), state.Item.Confidence);
}

/// <param name="Digest">SHA-256 in hex over the verdicts as they stood.</param>
public sealed record YearReviewAnswer(YearReviewCounts Counts, string Digest, DateTimeOffset At, string By);

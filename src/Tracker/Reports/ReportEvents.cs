using Tracker.People;

namespace Tracker.Reports;

// Stored for ever: a field may be added as optional; none is renamed or removed. Stored names stand in TrackerStore.
public abstract record ReportEvent(By By);

/// <summary>导入: the first content of this organisation's report of this genre and year.</summary>
/// <param name="FileSha256">The bytes as they came, in the files table.</param>
/// <param name="TextSha256">The decoded text in UTF-8, in the files table; item offsets point into it.</param>
/// <param name="Format">What the file was read as: format and encoding.</param>
public sealed record ReportImported(
    string Organization, Genre Genre, int Year, DateOnly? Published, StatutoryContents Statutory,
    string FileName, string FileSha256, string TextSha256, string Format, IReadOnlyList<FoundItem> Items, By By) : ReportEvent(By);

/// <summary>修订: other content for the same organisation, genre and year.</summary>
/// <param name="Items">The items of the new text; one that the old text held too keeps its id.</param>
public sealed record ReportRevised(
    DateOnly? Published, StatutoryContents Statutory, string FileName, string FileSha256, string TextSha256, string Format,
    IReadOnlyList<FoundItem> Items, By By) : ReportEvent(By);

/// <summary>校正: another title or another passage.</summary>
public sealed record ItemCorrected(Guid ItemId, ItemKind Kind, string Title, string Text, int Start, int End, By By) : ReportEvent(By);

/// <summary>议定: the wording that was agreed for a vague promise; the report's own stays beside it.</summary>
/// <param name="Agreed">Null: as worded in the report again.</param>
public sealed record ItemWordingAgreed(Guid ItemId, string? Agreed, By By) : ReportEvent(By);

/// <summary>补录: what the reader overlooked.</summary>
public sealed record ItemAdded(FoundItem Item, By By) : ReportEvent(By);

/// <summary>拆分.</summary>
public sealed record ItemSplit(Guid ItemId, IReadOnlyList<FoundItem> Parts, By By) : ReportEvent(By);

/// <summary>合并.</summary>
public sealed record ItemsMerged(IReadOnlyList<Guid> ItemIds, FoundItem Into, By By) : ReportEvent(By);

/// <summary>剔除.</summary>
public sealed record ItemDropped(Guid ItemId, string? Reason, By By) : ReportEvent(By);

/// <summary>确认: these items became commitments under the same ids.</summary>
public sealed record ItemsConfirmed(IReadOnlyList<Guid> ItemIds, By By) : ReportEvent(By);

/// <summary>年度复核办结: what this report says of the commitments of the year before, settled and summed up.</summary>
/// <param name="Digest">SHA-256 in hex over the verdicts as they stood: shows whether one was changed afterwards.</param>
/// <param name="At">When; it stands in the summary.</param>
public sealed record YearReviewClosed(YearReviewCounts Counts, string Digest, DateTimeOffset At, By By) : ReportEvent(By);

/// <summary>Commitments of the year before by verdict; <paramref name="ClosedBefore"/> of them had been closed (已销号) by then, <paramref name="CarriedOver"/> carried over (已结转).</summary>
public sealed record YearReviewCounts(int Commitments, int Answered, int Partly, int RestatedOnly, int NotMentioned, int ClosedBefore, int? CarriedOver = null);

/// <summary>An item as found or corrected. Offsets in UTF-16 units, end exclusive, into the report's text.</summary>
/// <param name="Agreed">议定表述; null where the item stands as worded in the report.</param>
/// <param name="Units">牵头单位 and 配合单位 found with it; null where they are to be read from <paramref name="Text"/>.</param>
public sealed record FoundItem(
    Guid Id, ItemKind Kind, string Title, string Text, string Section, int Start, int End, string? Cause,
    IReadOnlyList<string> Measures, IReadOnlyList<string> Targets, DateOnly? LimitOn, string Rule, string Cue, double Confidence,
    string? Agreed = null, IReadOnlyList<NamedUnit>? Units = null)
{
    /// <summary>The units that it names, with their part in it.</summary>
    public IReadOnlyList<NamedUnit> UnitsNamed() => Units ?? (Kind is ItemKind.Plan ? NamedUnits.In(Text) : []);
}

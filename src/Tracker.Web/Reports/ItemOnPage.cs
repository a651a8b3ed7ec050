using Tracker.Reports;

namespace Tracker.Web.Reports;

/// <summary>An item as the reading page numbers it: 问题 1, 计划 3.</summary>
/// <param name="InText">False where a revision of the report has moved or dropped its wording: it has no passage to show then.</param>
public sealed record ItemOnPage(FoundItem Item, ItemStatus Status, int Number, bool InText)
{
    /// <summary>Below this a person should look first.</summary>
    public bool IsUnsure => Status is ItemStatus.Found && Item.Confidence < ReportItem.Sure;

    /// <summary>牵头 and 配合 as the arrangement names them.</summary>
    public IReadOnlyList<NamedUnit> Units => Item.UnitsNamed();

    public bool IsOpen => Status is ItemStatus.Found;

    /// <summary>The end of its ids in the page; the same after a correction, so that one lands where one was.</summary>
    public string Anchor => AnchorOf(Item.Id);

    public static string AnchorOf(Guid id) => id.ToString("N")[20..];

    /// <summary>Numbered within their kind in the order of the text; within it, what a person should look at comes first.</summary>
    public static IReadOnlyList<ItemOnPage> Of(ReportState report, string text) =>
        [.. from item in report.Items
            where item.Status is not ItemStatus.Dropped
            group item by item.Item.Kind into kind
            orderby kind.Key
            from numbered in kind.Select((item, index) => new ItemOnPage(item.Item, item.Status, index + 1, Stands(item.Item, text))).OrderByDescending(item => item.IsUnsure)
            select numbered];

    static bool Stands(FoundItem item, string text) =>
        item.Start >= 0 && item.End <= text.Length && item.Start < item.End && text.AsSpan(item.Start, item.End - item.Start).SequenceEqual(item.Text);
}

using Tracker.People;

namespace Tracker.Reports;

/// <summary>Something a supervisor asks of a report's items. Pure: the state and the report's text in, the events out.</summary>
public abstract record ReportCommand
{
    /// <summary>The events that follow; none where what is asked already holds.</summary>
    /// <exception cref="RefusalException">A rule of the domain forbids it.</exception>
    public abstract IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor);

    protected static FoundItem NeedOpenItem(ReportState report, Guid itemId) => report.Find(itemId) switch
    {
        null => throw new RefusalException("item-unknown", "这份报告里没有这个事项，可能已被合并或拆分，请刷新页面。"),
        { Status: ItemStatus.Confirmed } => throw new RefusalException("item-confirmed", "该事项已确认并登记，不能再改动；请到台账中办理。"),
        { Status: ItemStatus.Dropped } => throw new RefusalException("item-dropped", "该事项已剔除，请先补录。"),
        { Item: var item } => item,
    };

    protected static string NeedPassage(string text, int start, int end) =>
        start >= 0 && start < end && end <= text.Length
            ? text[start..end]
            : throw new RefusalException("passage-outside", "所选原文不在报告范围内，请重新选择。");

    protected static string NeedTitle(string? title) =>
        string.IsNullOrWhiteSpace(title) ? throw new RefusalException("title-missing", "请填写事项标题。")
        : title.Trim().Length > 500 ? throw new RefusalException("title-too-long", "事项标题请控制在 500 字以内。")
        : title.Trim();
}

using Tracker.People;

namespace Tracker.Reports;

/// <summary>校正: another title, kind or passage.</summary>
public sealed record CorrectItem(Guid ItemId, ItemKind Kind, string Title, int Start, int End) : ReportCommand
{
    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        var item = NeedOpenItem(report, ItemId);
        var passage = NeedPassage(text, Start, End);
        var title = NeedTitle(Title);
        if (item.Kind == Kind && item.Title == title && item.Start == Start && item.End == End) return [];

        return [new ItemCorrected(ItemId, Kind, title, passage, Start, End, actor.By)];
    }
}

/// <summary>补录: a passage that the reader overlooked becomes an item.</summary>
public sealed record AddItem(Guid NewId, ItemKind Kind, string Title, int Start, int End) : ReportCommand
{
    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        var passage = NeedPassage(text, Start, End);
        if (report.Items.Any(i => i.Status is not ItemStatus.Dropped && i.Item.Kind == Kind && i.Item.Start == Start && i.Item.End == End)) return [];

        return [new ItemAdded(ByHand(NewId, Kind, NeedTitle(Title), passage, "", Start, End), actor.By)];
    }

    internal static FoundItem ByHand(Guid id, ItemKind kind, string title, string passage, string section, int start, int end) =>
        new(id, kind, title, passage, section, start, end, null, [], [], null, "by-hand", "", 1);
}

/// <summary>拆分 at a place inside the item's passage. What was agreed for the whole says nothing of its parts: each is worded anew.</summary>
/// <param name="At">Offset into the report's text: the second part begins here.</param>
public sealed record SplitItem(Guid ItemId, Guid FirstId, Guid SecondId, int At) : ReportCommand
{
    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        var item = NeedOpenItem(report, ItemId);
        if (At <= item.Start || At >= item.End)
            throw new RefusalException("split-outside", "拆分位置须在该事项的原文之内，请在原文中点选。");

        FoundItem Part(Guid id, int start, int end)
        {
            while (start < end && Separates(text[start])) start++;
            while (end > start && Separates(text[end - 1])) end--;
            if (start == end) throw new RefusalException("split-outside", "拆分后有一半没有文字，请在原文中另选位置。");
            return AddItem.ByHand(id, item.Kind, Headline(text[start..end]), text[start..end], item.Section, start, end);
        }

        return [new ItemSplit(ItemId, [Part(FirstId, item.Start, At), Part(SecondId, At, item.End)], actor.By)];
    }

    static bool Separates(char c) => char.IsWhiteSpace(c) || c is ';' or '\uFF1B' or '。' or ',' or '\uFF0C' or '、';

    static string Headline(string text)
    {
        var end = text.IndexOfAny(['。', ';', '\uFF1B', '\n']);
        return (end > 0 ? text[..end] : text) is { Length: > 500 } longOne ? longOne[..500] : end > 0 ? text[..end] : text;
    }
}

/// <summary>合并: neighbouring items become one that spans them all.</summary>
public sealed record MergeItems(IReadOnlyList<Guid> ItemIds, Guid NewId) : ReportCommand
{
    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        if (ItemIds.Distinct().Count() < 2)
            throw new RefusalException("merge-needs-two", "请至少勾选两个事项再合并。");
        var items = ItemIds.Distinct().Select(id => NeedOpenItem(report, id)).OrderBy(item => item.Start).ToList();
        if (items.Select(item => item.Kind).Distinct().Count() > 1)
            throw new RefusalException("merge-kinds", "问题与计划不能合并成一个事项。");

        var (start, end) = (items[0].Start, items.Max(item => item.End));
        var merged = items[0] with
        {
            Id = NewId, Title = string.Join("\uFF1B", items.Select(item => item.Title)), Text = text[start..end], Start = start, End = end,
            Measures = [.. items.SelectMany(item => item.Measures)], Targets = [.. items.SelectMany(item => item.Targets)], Rule = "by-hand", Cue = "", Confidence = 1,
            Agreed = items.Exists(item => item.Agreed is not null) ? string.Join('\uFF1B', items.Select(item => item.Agreed ?? item.Title)) : null,
        };
        return [new ItemsMerged([.. items.Select(item => item.Id)], merged, actor.By)];
    }
}

/// <summary>剔除.</summary>
public sealed record DropItem(Guid ItemId, string? Reason) : ReportCommand
{
    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        if (report.Find(ItemId) is { Status: ItemStatus.Dropped }) return [];
        NeedOpenItem(report, ItemId);
        return [new ItemDropped(ItemId, Reason, actor.By)];
    }
}

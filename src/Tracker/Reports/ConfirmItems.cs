using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Reports;

/// <summary>确认: the items become commitments, each a stream under the item's id, which keeps the original passage.</summary>
public sealed record ConfirmItems(IReadOnlyList<Guid> ItemIds) : ReportCommand
{
    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        if (ItemIds.Count == 0) throw new RefusalException("nothing-chosen", "请先勾选要确认的事项。");
        var fresh = ItemIds.Distinct().Where(id => report.Find(id) is not { Status: ItemStatus.Confirmed }).ToList();
        foreach (var id in fresh) NeedOpenItem(report, id);
        return fresh.Count == 0 ? [] : [new ItemsConfirmed(fresh, actor.By)];
    }

    /// <summary>The first event of an item's commitment.</summary>
    public static CommitmentRegistered Register(ReportState report, FoundItem item, By by) => new(
        report.Id, item.Kind, report.Organization, report.Year, item.Title, item.Text, item.Section, item.Start, item.End,
        item.Cause, item.Measures, item.Targets, item.LimitOn, by, item.Agreed);
}

using Tracker.Reports;

namespace Tracker.Web.Reports;

/// <summary>An item with the page it stands in.</summary>
public sealed record EditedItem(ReadModel Page, ItemOnPage Item)
{
    /// <summary>What its wording lacks to be checked by: 措施, 指标, 时限, 责任单位.</summary>
    public IReadOnlyList<PromiseLack> Lacks => Page.Lacks.GetValueOrDefault(Item.Item.Id, []);
}

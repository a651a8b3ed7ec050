using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>Which item of the new year's own report a commitment of the year before most likely goes on in.</summary>
public static class CarryOverChoice
{
    /// <returns>The item's id; null where the report has none for it.</returns>
    public static Guid? Of(YearLinkRow row, ReportState later)
    {
        var open = later.Items.Where(item => item.Status is not ItemStatus.Dropped).Select(item => item.Item).ToList();
        // A problem goes on in the problem that names it again rather than in a plan that touches it.
        return row.NamedAgain.Concat(row.Restated)
            .SelectMany(passage => open.Where(item => passage.Overlaps(item.Start, item.End)).Select(item => (Item: item, passage.Score)))
            .OrderByDescending(each => each.Item.Kind == row.Kind).ThenByDescending(each => each.Score).ThenBy(each => each.Item.Start)
            .Select(each => (Guid?)each.Item.Id).FirstOrDefault();
    }
}

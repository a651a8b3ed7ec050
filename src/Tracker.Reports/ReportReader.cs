namespace Tracker.Reports;

/// <summary>Reads a report's text: its facts, sections, problems, plan items and targets. Pure and deterministic.</summary>
public static class ReportReader
{
    /// <param name="text">The decoded text. Any text is borne; what is no report gives no items.</param>
    /// <param name="progress">How much is done, 0 to 1; told a few times a text.</param>
    /// <exception cref="OperationCanceledException">The token asked for it; nothing is left behind.</exception>
    public static Report Read(string text, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        var tables = SourceTable.In(text);
        var reading = Reading.Of(text, tables, Done, ct);
        Done(0.5);
        var rows = tables.SelectMany(new TableItems(text, reading).Read).ToList();
        if (rows.Count == 0 && !ReportGate.IsReport(reading))
            return new(text, new(null, null, null, Genre.Other, new(false, false, false, false)), [], [], [], []) { IsReport = false };
        var targets = new TargetFinder(reading);
        var build = new ItemBuilder(reading, targets, new TimeLimits(reading));
        var finder = new ProblemFinder(reading, build);
        var problems = WithRows(finder.Find(), ItemKind.Problem);
        Done(0.6);
        var regions = new PlanRegions(reading, finder.Remainders).Find();
        targets.Search(regions);
        Done(0.7);
        var plans = WithRows(new PlanFinder(reading, build).Find(regions), ItemKind.Plan);
        Done(0.9);
        var statutory = StatutoryFinder.Find(reading, problems.Count > 0, plans.Count > 0);
        var report = new Report(text, new FactFinder(reading).Find(statutory), Sections(reading), problems, plans,
            [.. targets.Found.Concat(rows.SelectMany(row => row.Targets)).OrderBy(target => target.Start)]);
        Done(1);
        return report;

        void Done(double share)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(share);
        }

        // What the text names and the table lists again is one item: the row knows its measures and its limit.
        List<ReportItem> WithRows(List<ReportItem> found, ItemKind kind)
        {
            var listed = rows.Where(row => row.Kind == kind).ToList();
            if (listed.Count == 0)
                return found;
            var titles = listed.Select(row => row.Title).ToHashSet();
            return [.. found.Where(item => !titles.Contains(item.Title)).Concat(listed).OrderBy(item => item.Start)];
        }
    }

    static List<Section> Sections(Reading reading) =>
        [.. reading.Outline.Headings.Select(h =>
        {
            var (whole, head) = (reading.Text.Passage(h.Start, h.End), reading.Text.Passage(h.Start, h.TitleEnd));
            return new Section(Math.Min(3, h.Depth), reading.Text.Shown(h.TitleStart, h.TitleEnd), h.Role, whole.Start, whole.End, head.Start, head.End);
        })];
}

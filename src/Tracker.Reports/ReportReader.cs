namespace Tracker.Reports;

/// <summary>Reads a report's text: its facts, sections, problems, plan items and targets. Pure and deterministic.</summary>
public static class ReportReader
{
    /// <param name="text">The decoded text. Any text is borne; what is no report gives no items.</param>
    public static Report Read(string text)
    {
        var reading = Reading.Of(text);
        if (!ReportGate.IsReport(reading))
            return new(text, new(null, null, null, Genre.Other, new(false, false, false, false)), [], [], [], []) { IsReport = false };
        var targets = new TargetFinder(reading);
        var build = new ItemBuilder(reading, targets, new TimeLimits(reading));
        var finder = new ProblemFinder(reading, build);
        var problems = finder.Find();
        var regions = new PlanRegions(reading, finder.Remainders).Find();
        targets.Search(regions);
        var plans = new PlanFinder(reading, build).Find(regions);
        var statutory = StatutoryFinder.Find(reading, problems.Count > 0, plans.Count > 0);
        return new(text, new FactFinder(reading).Find(statutory), Sections(reading), problems, plans,
            [.. targets.Found]);
    }

    static List<Section> Sections(Reading reading) =>
        [.. reading.Outline.Headings.Select(h =>
        {
            var (whole, head) = (reading.Text.Passage(h.Start, h.End), reading.Text.Passage(h.Start, h.TitleEnd));
            return new Section(Math.Min(3, h.Depth), reading.Text.Shown(h.TitleStart, h.TitleEnd), h.Role, whole.Start, whole.End, head.Start, head.End);
        })];
}

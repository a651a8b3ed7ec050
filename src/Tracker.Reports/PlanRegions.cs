using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Where a report says what will be done next.</summary>
sealed partial class PlanRegions(Reading reading, IReadOnlyList<Region> remainders)
{
    public List<Region> Find()
    {
        var named = Named();
        var planOnly = reading.Reviewed is null && PlanTitleRegex().IsMatch(reading.Frame.Title) && !ReviewTitleRegex().IsMatch(reading.Frame.Title);
        // 一、工作思路 二、工作重点: where all is plan, the section that says what for is not the one that arranges.
        if (planOnly && named.TrueForAll(r => PlanCues.IsPreamble(r.Section) && Enumeration.Outermost(reading, r.Start, r.End).Count == 0))
            named.Clear();
        if (named.Count > 0)
            return named;
        if (remainders.Count > 0)
            return [.. remainders];
        if (planOnly)
            return [new(reading.Frame.BodyStart, reading.Frame.BodyEnd, reading.Frame.Title, PlanTitleRegex().Match(reading.Frame.Title).Value, true)];
        return Turned() is { } region ? [region] : [];
    }

    List<Region> Named()
    {
        var regions = new List<(Region Region, bool Aside)>();
        foreach (var heading in reading.Outline.Headings)
        {
            if (!heading.Cue.Plans || HasOwn(heading) || heading.Parent is { } parent && IsPlan(parent) && !HasOwn(parent))
                continue;
            // Where problems and arrangements share the section, the arrangements are what the problems left over.
            var own = heading.Cue.Problems
                ? remainders.Where(r => r.Start >= heading.TitleEnd && r.Start < heading.End)
                : [new Region(heading.TitleEnd, heading.End, heading.Title, heading.Cue.Words, true)];
            regions.AddRange(own.Select(r => (r, AsideRegex().IsMatch(heading.Title))));
        }
        // Five-year aims, and advice to others, are left out where next year's work is told apart from them.
        return [.. regions.Where(r => !r.Aside || regions.All(o => o.Aside)).Select(r => r.Region)];

        static bool HasOwn(Heading heading) => heading.Children.Any(c => c.Cue.Plans);
        static bool IsPlan(Heading heading) => heading.Cue.Plans || heading.Parent is { } up && IsPlan(up);
    }

    /// <summary>Without any heading: the last sentence that turns to the future, and what follows it.</summary>
    Region? Turned()
    {
        Region? last = null;
        foreach (var line in reading.Lines)
        {
            if (line.IsNoise || line.Start < reading.Frame.BodyStart || line.Start >= reading.Frame.BodyEnd)
                continue;
            var leads = reading.MarkersIn(line.Start, line.Start + 1).Any();
            foreach (var (start, end) in Clauses.Sentences(reading.Text, line.Start, line.End))
            {
                // 下一步将… in the middle of an achievement is a flourish of that achievement.
                if (leads && last is null && start > line.Start && !AdmittedBefore(start, line))
                    continue;
                if (reading.Text[start] is '一' or '二' or '三' or '(' || PlanCues.Turn(reading.Value(start, Math.Min(end, start + 160)), reading.Reviewed) is not { } cue
                    || PlanCues.Action(reading.Value(start, end)) is null)
                    continue;
                if (last is { } before && IsSamePlan(before, start))
                    continue;
                last = new(start, EndFrom(line), reading.Outline.At(start)?.Title ?? "", cue, false);
            }
        }
        return last;
    }

    bool AdmittedBefore(int position, Line line) =>
        remainders.Count > 0 || LackCues.LeadIn(reading.Value(Math.Max(line.Start, position - 200), position)) is not null;

    /// <summary>A turn inside the plan that already began, not a new one.</summary>
    static bool IsSamePlan(Region before, int start) => start < before.End;

    int EndFrom(Line line)
    {
        var leads = reading.MarkersIn(line.Start, line.Start + 1).Any();
        var next = reading.Outline.From(line.Start + 1).FirstOrDefault(h => leads || h.Marker is null || h.Marker.Value.Style <= MarkerStyle.Chinese);
        return Math.Min(leads ? line.End : reading.Frame.BodyEnd, next?.Start ?? reading.Frame.BodyEnd);
    }

    [GeneratedRegex("计划|要点|打算|安排|思路|方案|规划")]
    private static partial Regex PlanTitleRegex();

    [GeneratedRegex("总结|报告|情况|汇报|回顾")]
    private static partial Regex ReviewTitleRegex();

    [GeneratedRegex("十[三四五六七]五|五年|时期|远景|建议$")]
    private static partial Regex AsideRegex();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>The year a report looks back on, and where the report says so.</summary>
static partial class ReviewedYear
{
    const int Opening = 600;

    public static (int Year, int Start, int End)? Of(NormalText text, List<Line> lines, List<Marker> markers, PageFrame frame)
    {
        if (PlanOnlyRegex().IsMatch(frame.Title) && !ReviewRegex().IsMatch(frame.Title))
            return null;
        // 2023年工作回顾: a heading says it more surely than a title that may bear the year of delivery.
        foreach (var marker in markers.Where(m => m.LeadsLine && m.Style <= MarkerStyle.Chinese).Take(8))
            if (HeadingRegex().Match(text.Value[marker.End..LineEnd(text, marker.End, 40)]) is { Success: true } heading)
                return Found(heading, marker.End);
        foreach (var line in lines.Where(l => l.Length < 40).Take(60))
            if (line.Start >= frame.TitleEnd && HeadingRegex().Match(text.Value[line.Start..line.End]) is { Success: true } plain)
                return Found(plain, line.Start);
        if (PlannedYear(text, markers) is { } planned && !YearRegex().IsMatch(frame.Title))
            return planned;
        if (YearRegex().Match(frame.Title) is { Success: true } title)
        {
            var delivered = WorkReportRegex().IsMatch(frame.Title) ? 1 : 0;
            return (int.Parse(title.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - delivered, frame.TitleStart, frame.TitleEnd);
        }
        var opening = text.Value[frame.BodyStart..Math.Min(text.Length, frame.BodyStart + Opening)];
        // 过去五年: the report on a whole term looks back up to the latest year that it tells of.
        if (TermRegex().IsMatch(opening) && YearRegex().Matches(opening).MaxBy(m => m.Groups[1].Value) is { } last)
            return Found(last, frame.BodyStart);
        if (InspectionRegex().IsMatch(frame.Title) && PeriodRegex().Match(opening) is { Success: true } period)
            return Found(period, frame.BodyStart);
        return OpeningRegex().Match(opening) is { Success: true } m ? Found(m, frame.BodyStart)
            : YearRegex().Match(opening) is { Success: true } any ? Found(any, frame.BodyStart) : null;

        static (int, int, int) Found(Match match, int offset) =>
            (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), offset + match.Index, offset + match.Index + match.Length);
    }

    /// <summary>二、2022年工作安排 follows on what was done the year before.</summary>
    static (int, int, int)? PlannedYear(NormalText text, List<Marker> markers)
    {
        foreach (var marker in markers.Where(m => m.LeadsLine && m.Style <= MarkerStyle.Chinese).Take(8))
            if (YearRegex().Match(text.Value[marker.End..LineEnd(text, marker.End, 30)]) is { Success: true } m
                && SectionRoles.Of(text.Value[marker.End..Clauses.FirstEnd(text, marker.End, LineEnd(text, marker.End, 60))], null).Plans)
                return (int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1, marker.End + m.Index, marker.End + m.Index + m.Length);
        return null;
    }

    /// <summary>What stands under a heading says nothing of the heading's own year.</summary>
    static int LineEnd(NormalText text, int start, int longest)
    {
        var limit = Math.Min(text.Length, start + longest);
        return text.Value.IndexOf('\n', start, limit - start) is var end and >= 0 ? end : limit;
    }

    [GeneratedRegex("计划|要点|打算|工作安排|思路|方案|规划")]
    private static partial Regex PlanOnlyRegex();

    [GeneratedRegex("总结|报告|情况|汇报|回顾|述职")]
    private static partial Regex ReviewRegex();

    [GeneratedRegex("^[^。,]{0,6}?(20\\d\\d)年度?(?:以来)?[^。,:]{0,20}?(?:回顾|总结|主要举措|成效|完成情况|开展情况|工作情况|推进情况|成就|情况)")]
    private static partial Regex HeadingRegex();

    [GeneratedRegex("(20\\d\\d)年?")]
    private static partial Regex YearRegex();

    [GeneratedRegex("(?:过去|这|近)五年|五年(?:来|工作回顾)|本届政府|任期")]
    private static partial Regex TermRegex();

    [GeneratedRegex("督[察查]|巡[察视]|反馈")]
    private static partial Regex InspectionRegex();

    /// <summary>2021年8月26日至9月26日,督察组…: when it was inspected.</summary>
    [GeneratedRegex("(20\\d\\d)年\\d{1,2}月(?:\\d{1,2}日)?(?:至|到|—|-).{0,6}\\d{1,2}[月日]")]
    private static partial Regex PeriodRegex();

    [GeneratedRegex("政府工作报告")]
    private static partial Regex WorkReportRegex();

    [GeneratedRegex("(20\\d\\d)年(?:度|以来|,|是|,?我|,?全|,?在)")]
    private static partial Regex OpeningRegex();
}

using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Who wrote, about which year, when it was published, of which kind it is.</summary>
sealed partial class FactFinder(Reading reading)
{
    /// <summary>No report on disclosure is longer.</summary>
    const int Longest = 30_000;

    readonly NormalText text = reading.Text;

    public ReportFacts Find(StatutoryContents statutory)
    {
        var organization = new OrganizationFinder(reading).Find();
        var published = new PublicationDate(reading).Find();
        var year = ReviewedYear.Of(text, reading.Lines, reading.Markers, reading.Frame);
        return new(organization?.Name, year?.Year, published?.Date, GenreOf(), statutory)
        {
            DocumentNumber = Number(),
            OrganizationFrom = organization is { } o ? text.Passage(o.Start, o.End) : null,
            ReportYearFrom = year is { } y ? text.Passage(y.Start, y.End) : null,
            PublishedFrom = published is { } p ? text.Passage(p.Start, p.End) : null,
        };
    }

    Genre GenreOf()
    {
        var title = reading.Frame.Title;
        var opening = text.Value[..Math.Min(text.Length, 1200)];
        return FeedbackRegex().IsMatch(title) ? Genre.InspectionFeedback
            : title.Contains("信息公开", StringComparison.Ordinal) || title.Contains("政务公开", StringComparison.Ordinal) || DisclosureRegex().IsMatch(text.Value.AsSpan(0, Math.Min(text.Length, Longest))) ? Genre.InformationDisclosureReport
            : title.Contains("政府工作报告", StringComparison.Ordinal) || WorkReportRegex().IsMatch(opening) ? Genre.GovernmentWorkReport
            : LawRegex().IsMatch(title) ? Genre.LawBasedGovernmentReport
            : SummaryRegex().IsMatch(title) ? Genre.DepartmentSummary
            : InspectorsRegex().IsMatch(opening) ? Genre.InspectionFeedback
            : LawRegex().IsMatch(opening) ? Genre.LawBasedGovernmentReport
            : Genre.Other;
    }

    /// <summary>文号 stands in the head of the page; further down it is that of another paper.</summary>
    string? Number()
    {
        var head = text.Value[..Math.Min(reading.Frame.BodyStart, 2000)];
        return NumberRegex().Match(head) is { Success: true } m ? m.Groups[1].Value : null;
    }

    [GeneratedRegex("反馈.{0,12}(?:督[察查]|巡[察视])|督[察查].{0,16}(?:反馈|情况|报告|意见|通报)|反馈意见|巡[察视].{0,10}(?:反馈|整改)|整改(?:落实)?情况|检查.{0,6}通报")]
    private static partial Regex FeedbackRegex();

    /// <summary>Headings that the annual report on disclosure must have, whatever its title.</summary>
    [GeneratedRegex("(?<=^|\\n)(?:[一二三四五六]、)?(?:主动公开政府信息(?:的)?情况|收到和处理政府信息公开申请|依申请公开(?:政府)?信息(?:的)?情况)|根据《中华人民共和国政府信息公开条例》[^。]{0,120}(?:编制|年度报告|年报)")]
    private static partial Regex DisclosureRegex();

    [GeneratedRegex("(?:督[察查]|巡[察视]|检查)组.{0,60}(?:反馈|意见|督[察查])")]
    private static partial Regex InspectorsRegex();

    [GeneratedRegex("各位代表[!:,].{0,80}(?:报告|审议)|代表.{0,20}(?:政府|管委会|管理委员会).{0,12}(?:报告|作).{0,6}工作", RegexOptions.Singleline)]
    private static partial Regex WorkReportRegex();

    [GeneratedRegex("法治政府|依法行政|法治建设|依法治[省市县区镇州旗]|法治[\\u4e00-\\u9fff]{0,6}(?:工作|报告)")]
    private static partial Regex LawRegex();

    [GeneratedRegex("总结|计划|要点|打算|安排|思路|工作汇报|工作报告|工作情况")]
    private static partial Regex SummaryRegex();

    [GeneratedRegex("([\\u4e00-\\u9fff]{1,8}[〔\\[(]20\\d\\d[〕\\])]第?\\d{1,4}号)")]
    private static partial Regex NumberRegex();
}

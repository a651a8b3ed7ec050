using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Tells a report from a navigation page, a news item or any other text, so that nothing is invented from those.</summary>
static partial class ReportGate
{
    const int LeastProse = 80;

    public static bool IsReport(Reading reading)
    {
        if (Prose(reading) < LeastProse)
            return false;
        var title = reading.Frame.Title;
        var start = reading.Frame.BodyStart;
        var opening = reading.Value(start, Math.Min(reading.Text.Length, start + 800));
        var head = reading.Value(0, Math.Min(reading.Text.Length, start + 300));
        var score = 0;
        if (TitleRegex().IsMatch(title))
            score += 2;
        if (AnnouncedRegex().IsMatch(opening))
            score += 3;
        if (reading.Markers.Count(m => m.Style is MarkerStyle.Chinese or MarkerStyle.Part) > 1)
            score++;
        if (reading.Outline.Headings.Any(h => h.Cue is { Problems: true } or { Plans: true }))
            score += 2;
        if (reading.Outline.Headings.Any(h => h.Cue is { Leader: true } or { Measures: true }))
            score++;
        // An inspection's findings are made known as a piece of news, but name one body and what it lacks.
        if (FindingsRegex().IsMatch(title))
            score += 5;
        if (NewsRegex().IsMatch(head))
            score -= 3;
        if (EventTitleRegex().IsMatch(title.Length > 0 ? title : head.Split('\n')[0]))
            score -= 2;
        if (PaperRegex().IsMatch(title.Length > 0 ? title : head.Split('\n')[0]) || title.Length == 0 && head.Split('\n').Any(line => line.Length is > 7 and < 60 && RulesRegex().IsMatch(line)))
            score -= 4;
        if (EssayRegex().IsMatch(head) || EssayRegex().IsMatch(reading.Value(start, Math.Min(reading.Text.Length, start + 3000))))
            score -= 5;
        if (MeetingRegex().Count(reading.Value(start, Math.Min(reading.Text.Length, start + 3000))) > 1)
            score -= 2;
        return score >= 2;
    }

    /// <summary>Characters in paragraphs that hold sentences; menus and lists of links have none.</summary>
    static int Prose(Reading reading)
    {
        var prose = 0;
        foreach (var line in reading.Lines)
            if (!line.IsNoise && line.Length > 16 && reading.Text.Value.AsSpan(line.Start, line.Length).IndexOfAny('。', ';', ',') >= 0)
                prose += line.Length;
        return prose;
    }

    [GeneratedRegex("(?:报告|总结|汇报|计划|打算|要点|安排|情况|反馈意见|整改|意见|思路|年报|通报)")]
    private static partial Regex TitleRegex();

    [GeneratedRegex("现将.{0,60}(?:报告|汇报|总结|通报|反馈|(?:情况|工作)[^,。]{0,6}如下)|(?:报告|汇报|总结|反馈|通报)如下|向(?:大会|会议).{0,6}(?:报告|作)|本报告(?:根据|按照|依据|由)|我(?:谨)?代表.{1,20}(?:报告|作)")]
    private static partial Regex AnnouncedRegex();

    [GeneratedRegex("本报讯|本网讯|记者|通讯员|讯[)::,]|[)\\s]讯\\s|(?:日前|近日|连日来|昨日|昨天|今日|今天)(?:上午|下午|晚)?,|\\d{1,2}月\\d{1,2}日(?:上午|下午|晚)?,.{0,60}(?:召开|举行|举办|开展|来到|赴|深入)")]
    private static partial Regex NewsRegex();

    [GeneratedRegex("召开|举行|举办|调研|赴.{1,10}|圆满|成功|来我|莅临|开班|启动仪式|发布会|亮相|走进|部署(?!情况)|出席|会见|慰问|座谈")]
    private static partial Regex EventTitleRegex();

    /// <summary>Rules and notices order others about; a plan that a notice hands down is one all the same.</summary>
    [GeneratedRegex("^(?!.*(?:计划|要点|方案|安排|总结|报告)).*(?:通知|公告|公示|通告|办法|规定|条例|细则|章程|批复|启事|名单|决定|制度|规则|解读|简介|问答|纪要|职责|指南)$")]
    private static partial Regex PaperRegex();

    /// <summary>Essays, studies and explanations speak of reports and problems, too.</summary>
    [GeneratedRegex("(?<=^|\\n)(?:引言|导语|绪论|结语|结论|参考文献|摘要:?|关键词:[^\\n]{4,})(?=\\n|$)|(?<=^|\\n)[\\[【〔](?:内容)?(?:摘要|提要|关键词)|本文(?:将|旨在|通过|从|就|以|结合|认为|主要|针对|试图|拟|深入|探讨)|(?<=^|\\n)(?:浅析|浅谈|试论|略论|刍议)|第一章\\s?总则|(?<=^|\\n)[^\\n。]{6,60}(?:政策解读|的解读|研究综述|对策研究|调查研究|实证研究|的思考|的探讨|探析|刍议|初探)(?=\\n|$)|(?<=^|\\n)[【\\[](?:政策解读|图解|一图读懂|问答)")]
    private static partial Regex EssayRegex();

    [GeneratedRegex("(?:督[察查]|巡[察视])组向(?!.{0,20}等)[\\u4e00-\\u9fff]{2,24}反馈.{0,16}(?:情况|意见)")]
    private static partial Regex FindingsRegex();

    [GeneratedRegex("(?:规则|条例|办法|规定|细则|章程|招标公告|中标公告|采购公告|招聘公告)$")]
    private static partial Regex RulesRegex();

    [GeneratedRegex("会议(?:指出|强调|要求|认为|听取)|(?:强调|指出),|活动(?:现场|中,)")]
    private static partial Regex MeetingRegex();
}

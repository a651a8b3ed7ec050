using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>
/// Puts line breaks back into a text that a scraper joined into one line: before 一、二、三 and (一)(二) where they follow the
/// end of a sentence, behind a heading that runs into its first sentence, and between what stands in a page's head.
/// </summary>
static partial class RunTogether
{
    /// <summary>No paragraph is so long: whatever lies between two sentences may have been a line.</summary>
    const int Longest = 2000;

    const int Short = 150;

    const int LongestHead = 300;

    /// <summary>A shorter line is a heading; in a longer one 。二、 is a line break that was lost, and (二) may be none.</summary>
    const int Shortest = 60;

    const int LongestHeading = 60;

    /// <summary>What a heading's number may follow.</summary>
    const string Enders = "。;!?:”)|";

    const int LongestUnnumbered = 40;

    public static NormalText Part(NormalText text)
    {
        var breaks = new SortedSet<int>();
        foreach (var line in Line.Split(text).Where(line => line.Length > Shortest))
        {
            // A short report joined into one line is all that there is.
            var whole = line.Length > Longest || line.Length > Short && line.Length * 10 > text.Length * 9;
            if (whole && line.Start < Longest)
                Head(text.Value, line, breaks);
            Headings(text.Value, line, breaks, whole);
            if (whole)
                Unnumbered(text.Value, line, breaks);
        }
        return breaks.Count == 0 ? text : text.Broken(breaks);
    }

    static void Headings(string text, Line line, SortedSet<int> breaks, bool whole)
    {
        var (outer, inner, headed) = (0, 0, line.Start);
        for (var i = line.Start; i < line.End; i++)
        {
            var next = text.AsSpan(i, line.End - i).IndexOfAny('、', '(');
            if (next < 0)
                return;
            i += next;
            var isOuter = text[i] == '、';
            if (!isOuter && !whole)
                continue;
            var (at, end) = isOuter ? (NumeralStart(text, i, line.Start), i + 1) : (i, NumeralEnd(text, i + 1, line.End));
            var numeral = isOuter ? text[at..i] : text[(i + 1)..Math.Max(i + 1, end - 1)];
            if (numeral.Length is 0 or > 3)
                continue;
            var number = ChineseNumeral.Value(numeral);
            // A heading with nothing under it runs into the next one.
            var follows = isOuter ? whole && number == outer + 1 && (number == 1 ? EndsTitle(text, line.Start, at) : at - headed < LongestHeading) : numeral == "一" && i - headed < LongestHeading;
            if (!(at == line.Start || Enders.Contains(text[at - 1]) || follows))
                continue;
            // Only what counts on, some left out: a list of other things in a sentence's midst doesn't.
            if (number != 1 && number - (isOuter ? outer : inner) is not (>= 1 and <= 5) && (whole || outer > 0))
                continue;
            if (isOuter)
                (outer, inner, headed) = (number, 0, at);
            else
                (inner, headed) = (number, line.Start - LongestHeading);
            Break(at);
            if (isOuter && HeadingEnd(text, end, line.End) is var titleEnd and > 0)
                Break(titleEnd);
        }

        void Break(int at)
        {
            if (at > line.Start && at < line.End)
                breaks.Add(at);
        }
    }

    static bool EndsTitle(string text, int start, int at) => at - start is > 6 and < LongestHead && text.AsSpan(at - 2, 2) is "报告" or "总结" or "汇报";

    static int NumeralStart(string text, int end, int limit)
    {
        while (end > limit && ChineseNumeral.Is(text[end - 1]))
            end--;
        return end;
    }

    /// <summary>Behind the closing bracket of a numeral; the start itself where there is none.</summary>
    static int NumeralEnd(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && ChineseNumeral.Is(text[end]))
            end++;
        return end > start && end < limit && text[end] == ')' ? end + 1 : start;
    }

    /// <summary>推进法治政府建设存在的不足和原因 between two sentences, its number lost.</summary>
    static void Unnumbered(string text, Line line, SortedSet<int> breaks)
    {
        for (var at = text.IndexOf('。', line.Start, line.Length) + 1; at > 0 && at < line.End; at = text.IndexOf('。', at, line.End - at) + 1)
        {
            var words = text[at..Math.Min(line.End, at + LongestUnnumbered)];
            words = words[..(words.IndexOfAny([',', '。', ';', ':', '、', '(']) is var stop and >= 0 ? stop : words.Length)];
            if (SentenceRegex().Match(words) is not { Success: true, Index: >= 6 } end || NoHeadingRegex().IsMatch(words) || SectionRoles.Of(words[..end.Index], null) is { Problems: false, Plans: false })
                continue;
            breaks.Add(at);
            breaks.Add(at + end.Index);
        }
    }

    /// <summary>Where a heading without a full stop ends: at the first number under it, or where a sentence plainly begins; 0 where neither is seen.</summary>
    static int HeadingEnd(string text, int start, int limit)
    {
        var words = text[start..Math.Min(limit, start + LongestHeading)];
        var number = InnerRegex().Match(words) is { Success: true } m ? m.Index : int.MaxValue;
        var sentence = SentenceRegex().Match(words) is { Success: true } s ? s.Index : int.MaxValue;
        var end = Math.Min(number, sentence);
        var stop = words.IndexOfAny(['。', ';', '\n']);
        return end == int.MaxValue || stop >= 0 && stop < end ? 0 : start + end;
    }

    static void Head(string text, Line line, SortedSet<int> breaks)
    {
        var stop = text.IndexOf('。', line.Start, line.Length);
        var head = text[line.Start..(stop < 0 ? line.End : stop)];
        foreach (Match m in LabelRegex().Matches(head))
        {
            breaks.Add(line.Start + m.Index);
            breaks.Add(line.Start + m.Index + m.Length);
        }
        foreach (Match m in TitleEndRegex().Matches(head))
            breaks.Add(line.Start + m.Index);
        breaks.RemoveWhere(at => at <= line.Start || at >= line.End);
    }

    [GeneratedRegex("\\([一1]\\)|[一1]是|一要|1[.、]|①|首先,|第一,")]
    private static partial Regex InnerRegex();

    [GeneratedRegex("(?<=.{3}(?:问题|不足|困难|短板|差距|原因|安排|计划|打算|思路|成效|情况|措施|举措|方向|建议|职责|回顾|任务|目标|工作))(?=20\\d\\d年(?!度?(?:工作|法治|重点|主要))|今年|去年|一年来|近年来|虽|尽管|在|我[们市县区省局镇乡街委厅]|全[市县区省镇乡局厅年体面]|[市县区省]委|各|经过?|通过|同时|回顾|过去|本[市县区局]|当前|目前|对照|随着|由于|受|主要[有是]|为|按照|坚持|围绕|以|新的|总[的体]|从|面对|根据|结合|立足)|(?<=问题(?:及|和|与)(?:改进|整改)(?:情况|措施|方向|打算))(?=[\\u4e00-\\u9fff]{4})")]
    private static partial Regex SentenceRegex();

    /// <summary>今年预算安排各类支出… is a sentence.</summary>
    [GeneratedRegex("^(?:今年|全年|去年|我们|我[市县区省局镇乡街]|同时|对此)(?!的?(?:主要|重点|工作))")]
    private static partial Regex NoHeadingRegex();

    /// <summary>A label of a page's head with its value, where that is short: 发布时间:2024-02-19 10:08:13.</summary>
    [GeneratedRegex("(?:标题|信息分类|时效|有效性|索引号|发布机构|成文时间|成文日期|生成日期|发文日期|发布日期|发布时间|公开日期|文号|主题分类|登记号|内容概述|文章来源|信息来源|来源|作者|责任编辑|日期|时间|点击数|点击率|浏览次数|阅读次数|字号|字体|访问量):(?:20\\d\\d[-年/.]\\d{1,2}[-月/.]\\d{1,2}日?(?: ?\\d{1,2}:\\d\\d(?::\\d\\d)?)?|\\d+(?!\\d*年)|\\[?[大中小 ]+\\]?)?|(?<!:)20\\d\\d-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d(?::\\d\\d)?)?")]
    private static partial Regex LabelRegex();

    /// <summary>Behind a title that runs into another one, or into the next thing.</summary>
    [GeneratedRegex("(?<=(?:年度|情况的?|工作|总结|法治政府建设)报告)(?=[\\u4e00-\\u9fff]{2,10}(?:省|市|县|区|局|厅|镇|乡|街道|政府|委员会|关于))|(?<=报告)(?=20\\d\\d年|根据《|为贯彻|本报告|各位代表)")]
    private static partial Regex TitleEndRegex();
}

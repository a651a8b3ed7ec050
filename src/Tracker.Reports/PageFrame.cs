using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Where the document begins and ends inside a saved page: its title, its body, its signature.</summary>
sealed partial class PageFrame
{
    const int LongestHead = 80;
    const int LongestTail = 60;

    /// <summary>So many lines a notice may have that hands on a report.</summary>
    const int Notice = 16;

    public string Title { get; private init; } = "";
    public int TitleStart { get; private init; }
    public int TitleEnd { get; private init; }
    public int BodyStart { get; private init; }
    public int BodyEnd { get; private init; }

    public static PageFrame Of(NormalText text, List<Line> lines)
    {
        var (body, title) = Head(text, lines);
        var tail = Tail(text, lines, body);
        return new()
        {
            Title = title is { } t ? TitlePrefixRegex().Replace(text.Value[t.Start..t.End].Replace("\n", ""), "") : "",
            TitleStart = title?.Start ?? 0,
            TitleEnd = title?.End ?? 0,
            BodyStart = body < lines.Count ? lines[body].Start : text.Length,
            BodyEnd = WithoutSignature(text, body < lines.Count ? lines[body].Start : text.Length, tail < lines.Count ? lines[tail].Start : text.Length),
        };
    }

    /// <summary>The first line that reads as prose or as 一、, and before it the line that names the document.</summary>
    static (int Body, (int Start, int End)? Title) Head(NormalText text, List<Line> lines)
    {
        (int Start, int End)? title = null;
        var best = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.IsNoise)
                continue;
            var words = text.Value[line.Start..Math.Min(line.End, line.Start + LongestHead)];
            if (IsProse(text, line) || i > LongestHead || title is not null && FirstHeadingRegex().IsMatch(words))
            {
                if (title is { } notice && NoticeRegex().IsMatch(text.Value[notice.Start..notice.End]) && HandedOn(text, lines, i) is var inner and > 0)
                {
                    (i, title, best) = (inner - 1, null, 0);
                    continue;
                }
                return (i, title);
            }
            // A long title is often broken before 关于, or before what kind of paper it is.
            var from = i > 0 && TitleRestRegex().IsMatch(words) && lines[i - 1] is { IsNoise: false, Length: > 3 and < 40 } && TitleBeginsRegex().IsMatch(text.Value[lines[i - 1].Start..lines[i - 1].End])
                ? lines[i - 1].Start : line.Start;
            var score = line.End - from < 5 ? 0 : TitleScore(text.Value[from..Math.Min(line.End, from + LongestHead)].Replace("\n", "", StringComparison.Ordinal));
            if (score <= best)
                continue;
            best = score;
            title = (from, line.End);
        }
        return (lines.Count, title);
    }

    /// <summary>Behind 关于印发某某报告的通知, its signature and date stands the report itself: the line that names it again, or 0.</summary>
    static int HandedOn(NormalText text, List<Line> lines, int from)
    {
        for (var i = from; i < Math.Min(lines.Count, from + Notice); i++)
            if (lines[i].Length < 40 && text.Value[lines[i].Start..lines[i].End] is var words && TitleScore(words) >= 4 && !words.EndsWith("通知", StringComparison.Ordinal) && !FirstHeadingRegex().IsMatch(words))
                return i;
        return 0;
    }

    static bool IsProse(NormalText text, Line line)
    {
        if (line.Length < 40)
            return false;
        var head = text.Value.AsSpan(line.Start, Math.Min(line.Length, 400));
        return head.IndexOf('。') >= 0 || head.Count(',') >= 2;
    }

    static int TitleScore(string words)
    {
        if (words.Contains('>') || words.Contains('。') || words.StartsWith("当前位置", StringComparison.Ordinal) || words.Contains("内容概述", StringComparison.Ordinal))
            return 0;
        var score = TitleRegex().IsMatch(words) ? 4 : words.EndsWith("报告", StringComparison.Ordinal) || words.EndsWith("总结", StringComparison.Ordinal) ? 2 : 0;
        return score == 0 ? 0 : score + (words.Contains("20", StringComparison.Ordinal) ? 2 : 0) + (words.Contains('年') ? 1 : 0);
    }

    /// <summary>Signature, date, attachments and the foot of the page are short lines without a full stop.</summary>
    static int Tail(NormalText text, List<Line> lines, int body)
    {
        var tail = lines.Count;
        while (tail > body + 1 && IsTail(text, lines[tail - 1]))
            tail--;
        return tail;
    }

    /// <summary>Text joined into one line ends in 。某某局 2024年1月5日.</summary>
    static int WithoutSignature(NormalText text, int start, int end)
    {
        if (end - start < LongestTail)
            return end;
        var stop = text.Value.LastIndexOf('。', end - 1, LongestTail);
        return stop > 0 && DateRegex().IsMatch(text.Value[(stop + 1)..end]) ? stop + 1 : end;
    }

    static bool IsTail(NormalText text, Line line)
    {
        if (line.IsNoise)
            return true;
        var head = text.Value[line.Start..Math.Min(line.End, line.Start + LongestTail)];
        return PlanCues.IsClosing(head) && line.Length <= 200
            || line.Length <= LongestTail && text[line.End - 1] is not ('。' or ';' or ':') && !ItemRegex().IsMatch(head);
    }

    [GeneratedRegex("20\\d\\d年\\d{1,2}月\\d{1,2}日\\s*$")]
    private static partial Regex DateRegex();

    [GeneratedRegex("^(?:关于|(?:20\\d\\d年?度?)?(?:法治政府建设|政府信息公开|信息公开|政府)?(?:工作|年度|情况)*(?:的)?(?:年度)?(?:报告|总结|汇报)(?:和|及|\\(|$))")]
    private static partial Regex TitleRestRegex();

    [GeneratedRegex("(?:政府|[省市县区旗州镇乡局厅委办院站处会]|街道|中心|公司|工作|建设|年度?|公开)$")]
    private static partial Regex TitleBeginsRegex();

    [GeneratedRegex("(?:印发|转发|报送|发布).{0,60}(?:的)?通知$")]
    private static partial Regex NoticeRegex();

    [GeneratedRegex("^(?:标题|名称|信息名称|文件名称|题目|信息标题):")]
    private static partial Regex TitlePrefixRegex();

    [GeneratedRegex("^(?:[一二三四五六七八九十]、|\\([一二三四五六七八九十]\\)|第[一二]部分)")]
    private static partial Regex FirstHeadingRegex();

    [GeneratedRegex("^(?:[一二三四五六七八九十]+[、是要.]|\\(?[一二三四五六七八九十\\d]+\\)|\\d{1,2}[.、](?!\\d)|第[一二三四五六七八九十]|[●•—])")]
    private static partial Regex ItemRegex();

    [GeneratedRegex("(?:法治政府|依法行政|法治建设|依法治[国省市县区镇]|信息公开|政务公开|政府工作|工作|督[察查]|整改|巡[察视]|述职|述法|年度|职责).{0,24}(?:报告|总结|汇报|计划|要点|打算|安排|情况|意见|思路|方案|通报|台账|清单|分解表|任务表)")]
    private static partial Regex TitleRegex();
}

using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Reads the outermost arrangements out of the stretches that hold them.</summary>
sealed partial class PlanFinder(Reading reading, ItemBuilder build)
{
    const int LongestHeading = 40;
    readonly List<ReportItem> found = [];
    readonly NormalText text = reading.Text;

    public List<ReportItem> Find(IEnumerable<Region> regions)
    {
        foreach (var region in regions)
            Read(region with { End = ClosingFrom(region) }, 0);
        return found;
    }

    void Read(Region region, int depth)
    {
        if (Enumeration.StartsAnewInParagraphs(reading, region.Start, region.End))
        {
            Unnumbered(region);
            return;
        }
        var entries = Enumeration.Outermost(reading, region.Start, region.End);
        if (entries.Count == 0)
            Unnumbered(region);
        foreach (var entry in entries)
        {
            var titleEnd = ItemTitle.End(text, entry.Start, reading.ParagraphEnd(entry.Start, entry.End));
            var title = reading.Value(entry.Start, titleEnd);
            if (entries.Count > 1 && PlanCues.IsPreamble(title) || LackCues.IsCause(title))
                continue;
            if (depth < 3 && PlanCues.IsContainer(title) && Enumeration.Outermost(reading, titleEnd, entry.End).Count > 1)
            {
                Read(region with { Start = titleEnd, End = entry.End, Section = title }, depth + 1);
                continue;
            }
            var rule = entry.Marker is { LeadsLine: true, Style: < MarkerStyle.Spoken } ? "numbered-heading" : entry.Marker is { LeadsLine: true } ? "numbered-paragraph" : "inline-enumeration";
            Add(entry.Start, titleEnd, entry.End, region, rule, (region.Named ? 0.9 : 0.8) + (PlanCues.Action(title) is null ? -0.2 : 0.05));
        }
    }

    void Add(int start, int titleEnd, int end, Region region, string rule, double confidence)
    {
        if (build.Plan(start, titleEnd, end, region, rule, confidence) is { } item)
            found.Add(item);
    }

    void Unnumbered(Region region)
    {
        var paragraphs = Clauses.Paragraphs(text, region.Start, region.End).Where(p => p.End - p.Start > 3).ToList();
        if (paragraphs.Count > 1 && IsIntroduction(paragraphs[0]))
            paragraphs.RemoveAt(0);
        else if (paragraphs.Count == 1)
        {
            Sentences(paragraphs[0].Start, paragraphs[0].End, region);
            return;
        }
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var (start, end) = paragraphs[i];
            var headed = IsHeading(paragraphs[i]);
            while (headed && i + 1 < paragraphs.Count && !IsHeading(paragraphs[i + 1]))
                end = paragraphs[++i].End;
            start = BehindTurn(start, end);
            var titleEnd = headed ? Clauses.TrimEnd(text, start, reading.ParagraphEnd(start, end)) : ItemTitle.End(text, start, reading.ParagraphEnd(start, end));
            Add(start, titleEnd, end, region, headed ? "unnumbered-heading" : "paragraph", 0.7);
        }
    }

    bool IsHeading((int Start, int End) paragraph) => paragraph.End - paragraph.Start <= LongestHeading && text[paragraph.End - 1] is not ('。' or ';' or ':');

    bool IsIntroduction((int Start, int End) paragraph)
    {
        var words = reading.Value(paragraph.Start, paragraph.End);
        return words.EndsWith(':') || IntroductionRegex().IsMatch(words.Length > 400 ? words[^400..] : words);
    }

    void Sentences(int start, int end, Region region)
    {
        var sentences = Clauses.Sentences(text, start, end);
        if (sentences.Count > 1 && (text[sentences[0].End - 1] == ':' || IntroductionRegex().IsMatch(reading.Value(sentences[0].Start, sentences[0].End))))
            sentences.RemoveAt(0);
        // One long sentence whose semicolons part the arrangements.
        if (sentences.Count == 1)
            sentences = Clauses.Parts(text, sentences[0].Start, sentences[0].End);
        foreach (var (from, to) in sentences)
        {
            var begin = BehindTurn(from, to);
            if (to - begin >= 6 && PlanCues.Action(reading.Value(begin, to)) is not null && !HopeRegex().IsMatch(reading.Value(begin, Math.Min(to, begin + 40))))
                Add(begin, Clauses.TrimEnd(text, begin, Clauses.FirstEnd(text, begin, to)), to, region, "sentence", 0.6);
        }
    }

    /// <summary>下一步,我局将… : the arrangement itself begins behind these words.</summary>
    int BehindTurn(int start, int end) =>
        TurnRegex().Match(reading.Value(start, Math.Min(end, start + 60))) is { Success: true, Length: > 0 } m ? start + m.Length : start;

    /// <summary>The region without the closing words behind its last numbered paragraph.</summary>
    int ClosingFrom(Region region)
    {
        var last = Enumeration.Outermost(reading, region.Start, region.End).LastOrDefault();
        foreach (var (start, end) in Clauses.Paragraphs(text, Math.Max(region.Start, last.Start), region.End))
            if (start > last.Start && PlanCues.IsClosing(reading.Value(start, Math.Min(end, start + 120))))
                return start;
        return region.End;
    }

    [GeneratedRegex("^(?:(?:在)?(?:下一步|下步|下一阶段|下阶段|今后|接下来|下一年度?|下年度?|明年|来年|新的一年|20\\d\\d年度?|督[察查]组?(?:要求|强调|建议))(?:工作)?(?:中|里)?[,:]?)?(?:(?:我们|我?[局镇乡县市区委办院厅省旗]|我?街道|我单位|本?机关|全[局镇乡县市区]|[\\u4e00-\\u9fff]{2,10}?(?:[局镇乡县市区委办院厅省旗]|街道|中心|政府))?(?:政府)?(?:将|要|拟|计划)(?!求))?(?:继续)?(?=[\\u4e00-\\u9fff“])")]
    private static partial Regex TurnRegex();

    [GeneratedRegex("(?:以下|如下|下列|下面).{0,12}(?:工作|方面|措施|任务|安排|打算|几点)?[^。]{0,8}[:。]?$|(?:重点|着力|主要|突出)(?:做好|抓好|推进).{0,10}(?:方面|项|个|点).{0,8}[:。]?$|^.{0,40}以.{4,80}为(?:指导|统领|引领|遵循)(?![^。]{60,})")]
    private static partial Regex IntroductionRegex();

    [GeneratedRegex("^(?:为.{0,40}(?:作出|做出|贡献|奠定|提供)|让我们|以.{0,20}优异成绩)")]
    private static partial Regex HopeRegex();
}

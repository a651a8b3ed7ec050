using System.Buffers;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Checkable aims: a figure with its measure, full coverage, a rate to be brought down.</summary>
sealed partial class TargetFinder(Reading reading)
{
    internal const int Longest = 120;

    /// <summary>A clause without any of these holds no aim: most clauses are passed over by this alone.</summary>
    static readonly SearchValues<char> signs = SearchValues.Create("0123456789覆双清零每部降压减标");
    readonly List<Target> found = [];
    int searched;

    /// <summary>Every aim found so far, in the order of the text.</summary>
    public IReadOnlyList<Target> Found => found;

    public IReadOnlyList<Target> Within(int start, int end) =>
        found.Count == 0 || found[^1].Start < start ? [] : [.. found.Skip(FirstFrom(start)).TakeWhile(t => t.Start < end)];

    int FirstFrom(int start)
    {
        var (low, high) = (0, found.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = found[middle].Start < start ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    public void Search(IEnumerable<Region> regions)
    {
        foreach (var region in regions.OrderBy(r => r.Start))
            Find(Math.Max(region.Start, searched), region.End);
    }

    void Find(int start, int end)
    {
        if (end <= start)
            return;
        searched = end;
        foreach (var (from, to) in Clauses.CommaParts(reading.Text, start, end))
        {
            if (to - from is < 5 or > Longest || reading.Text.Value.AsSpan(from, to - from).IndexOfAny(signs) < 0)
                continue;
            var (begin, stop) = Trim(from, to);
            if (stop - begin >= 4 && Read(reading.Value(begin, stop)) is { } aim)
            {
                var passage = reading.Text.Passage(begin, stop);
                found.Add(new(passage.Text, passage.Start, passage.End, aim.What, aim.Comparator, aim.Number, aim.Unit) { Title = reading.Text.Shown(begin, stop) });
            }
        }
    }

    (int Start, int End) Trim(int start, int end)
    {
        end = Clauses.TrimEnd(reading.Text, start, end);
        if (reading.MarkersIn(start, end).FirstOrDefault() is { End: > 0 } marker && marker.At == start)
            start = Math.Min(marker.End, end);
        while (start < end && reading.Text[start] is '\n' or ',' or '、' or ':' or ';')
            start++;
        // (责任单位:市司法局、市财政局)全年检查频次下降20%
        if (start < end && reading.Text[start] == '(' && reading.Value(start, end).IndexOf(')') is > 0 and var closing && closing < end - start - 1)
            start += closing + 1;
        // 主要预期目标是:地区生产总值增长7%
        var colon = reading.Value(start, end).IndexOf(':');
        if (colon >= 0 && colon < end - start - 5)
            start += colon + 1;
        return (start, end);
    }

    internal static (string? What, string? Comparator, decimal? Number, string? Unit)? Read(string clause)
    {
        // Each rule is tried only where its own character occurs: clauses are many and figures few.
        var bare = clause.AsSpan().ContainsAny('《', '(') ? QuotedTitleRegex().Replace(clause, "") : clause;
        if (bare.AsSpan().ContainsAny('双', '降') && BothDownRegex().Match(bare) is { Success: true } both)
            return (What(bare[..both.Index]), "bothDown", null, null);
        if (DoneRegex().IsMatch(bare))
            return null;
        if (bare.AsSpan().ContainsAny("覆零达部0") && FullRegex().Match(bare) is { Success: true } full)
            return (What(bare[..full.Index]), "full", full.Value.Contains('0') ? 100 : null, full.Value.Contains('0') ? "%" : null);
        if (bare.AsSpan().ContainsAny('前', '内') && AllByThenRegex().Match(bare) is { Success: true } all)
            return (What(bare[(all.Index + all.Length)..]), "full", null, null);
        if (bare.Contains('每') && OftenRegex().Match(bare) is { Success: true } often)
            return (What(bare[(often.Index + often.Length)..]), "atLeast", null, often.Value);
        if (bare.AsSpan().ContainsAnyInRange('0', '9'))
            foreach (Match m in FigureRegex().Matches(bare))
                if (Figure(bare, m) is { } figure)
                    return figure;
        return bare.AsSpan().ContainsAny('降', '压', '减') && LowerRegex().Match(bare) is { Success: true } lower && !VagueRegex().IsMatch(bare) ? (What(lower.Groups[1].Value), "decrease", null, null) : null;
    }

    static (string?, string?, decimal?, string?)? Figure(string clause, Match m)
    {
        var (unit, after, before) = (m.Groups["unit"].Value, m.Groups["after"].Value, clause[..m.Index]);
        var comparator =
            after is "以上" || AtLeastRegex().IsMatch(before) ? "atLeast"
            : after is "以下" or "以内" || AtMostRegex().IsMatch(before) ? "atMost"
            : IncreaseRegex().IsMatch(before) ? "increase"
            : DecreaseRegex().IsMatch(before) ? "decrease"
            : EqualRegex().IsMatch(before) || unit is "%" || PlanCues.Action(before) is not null || before.StartsWith("全年", StringComparison.Ordinal) ? "equal"
            : null;
        if (comparator is null || !decimal.TryParse(m.Groups["n"].ValueSpan, out var number))
            return null;
        if (m.Groups["big"].Value is { Length: > 0 } big)
            unit = big + unit;
        return (What(before), comparator, number, unit.Length > 0 ? unit : null);
    }

    static string? What(string words)
    {
        words = LeadRegex().Replace(words, "");
        words = TailRegex().Replace(words, "");
        return words.Length > 0 ? words : null;
    }

    [GeneratedRegex("《[^》]*》|\\(20\\d\\d[^)]*\\)")]
    private static partial Regex QuotedTitleRegex();

    [GeneratedRegex("[“\"]?(?:双下降|双降|双提升|双零|双100%)[”\"]?|(?:总?量|数|率)(?:和|与|、).{1,12}(?:量|数|率)(?:均|都|持续)?下降")]
    private static partial Regex BothDownRegex();

    [GeneratedRegex("(?:实现|达到?|做到|保持|完成)?(?:了)?(?:100%)?(?:动态)?(?:全覆盖(?!的)|全达标|清零|全部(?:完成|办结|整改到位|达标|建成)|零(?:发生|增长|事故|差错|投诉|复议|败诉|纠错|上访))|(?:达到?|保持|实现|为)100%|100%(?=$|以上|[完办整公回按覆])")]
    private static partial Regex FullRegex();

    /// <summary>2024年6月底前全面完成: nothing may be left over by then.</summary>
    [GeneratedRegex("^(?:力争|确保)?(?:20\\d\\d年[底末]?|(?:20\\d\\d年)?(?:\\d{1,2}月[底末]?|[年季][底末]|上半年|第?[一二三四]季度末?))(?:之前|以前|前|内)(?:全面|全部|基本)?(?:完成|建成|实现)(?=.{0,30}(?:全部|所有|全面)|(?<=全面完成|全部完成|全部建成|全面建成))")]
    private static partial Regex AllByThenRegex();

    [GeneratedRegex("每(?:半年|季度?|个?月|年|周|两个?月|学期)度?(?=[^,;。]{0,24}?(?:[一二两三四五六七八九十]+(?:次|场|期|轮|篇|份|名)|通报|调度|召开))")]
    private static partial Regex OftenRegex();

    [GeneratedRegex("(?<![\\d.+\\-A-Za-z“])(?<n>\\d+(?:\\.\\d+)?)(?<big>[万亿千百]*)(?<unit>%|‰|个百分点|亿元|万元|元|次|场次|场|个|家|件|人次|人|名|户|公里|千米|平方米|平方公里|米|吨|亩|公顷|套|台|辆|座|处|所|批|期|条|宗|张|份|项|篇|部|支|岁|天|个工作日|小时|分钟|千瓦|标箱|微克/立方米|公斤|斤|万|亿|轮|节|门|班|例|起|间|栋|块|床|枚|对|只|棵|株)(?<after>以上|以下|以内|左右|及以上|之内)?")]
    private static partial Regex FigureRegex();

    [GeneratedRegex("(?:不少于|不低于|至少|超过?|突破|高于|力争超|达到?|不少|不小于)[^,;。\\d]{0,6}$")]
    private static partial Regex AtLeastRegex();

    [GeneratedRegex("(?:不超过?|控制在|低于|少于|不高于|不大于|(?:下降|降低|压缩|压减|缩短)(?:到|至|为))[^,;。\\d]{0,6}$")]
    private static partial Regex AtMostRegex();

    [GeneratedRegex("(?:增长|增加|提高|提升|上升|增幅|涨幅)[^,;。\\d]{0,6}$")]
    private static partial Regex IncreaseRegex();

    [GeneratedRegex("(?:下降|降低|减少|压减|压降|削减|减排|缩短)[^,;。\\d]{0,6}$")]
    private static partial Regex DecreaseRegex();

    [GeneratedRegex("(?:新增|新建|新(?:开工|改扩建|改建|组建|引进|培育|签约|认定)|建成|建设|完成|打造|培育|开展|举办|组织|培训|招聘|招收|招引|实现|力争|确保|创建|选派|安排|每[月年季周]度?|覆盖|引进|供应|供给|改造|整治|整备|筹集|开工|新设|增设|修订|制定|出台|办理|评查|检查|抽查|开设|发展|申报|争取|投入|减排|配置|开发|设立|建立|命名|推出|提供|打通|贯通|铺设|盘活|拆除|清退|消除|落地|吸引|导入|投放|聘任|招募|评选|召开|处置|化解|腾出|推广|选树|发放|补贴|调解|审查|走访|轮训|惠及|授课|招录|配备|评选|慰问)[^,;。]{0,24}$")]
    private static partial Regex EqualRegex();

    [GeneratedRegex("(?:降低|压降|压减|减少|下降)([^,;。]{2,20}?(?:率|发案量|案件量|数量))$")]
    private static partial Regex LowerRegex();

    [GeneratedRegex("最大限度|有效降低|不断|逐步|尽量|进一步")]
    private static partial Regex VagueRegex();

    [GeneratedRegex("已(?:经|累计)?(?:实现|完成|达到?|建成|建立)|(?<!(?:力争|确保|争取|预期)[^,;。]{0,40})同比|去年|上年|没有|建立\\d+周年|周年|^是|五年来|过去")]
    private static partial Regex DoneRegex();

    [GeneratedRegex("^(?:实现|力争|确保|推动|推进|加快|努力|完成|达到?|全年|今年|年内|并|同时)+")]
    private static partial Regex LeadRegex();

    [GeneratedRegex("(?:实现|达到?|不低于|不少于|不超过?|控制在|增长|下降|超过?|保持|为|在|力争|突破|至少|到)+$")]
    private static partial Regex TailRegex();
}

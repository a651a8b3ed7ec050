using System.Buffers;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Words that say something is wanting, and the sentences that open and close a list of such things.</summary>
static partial class LackCues
{
    /// <summary>How much of a clause is looked at: keeps the cost of a text without full stops linear.</summary>
    const int Reach = 240;

    const int ShortestParallel = 6;

    static readonly SearchValues<string> nouns = SearchValues.Create(["问题", "不足", "差距", "短板", "困难", "挑战", "弱项", "薄弱"], StringComparison.Ordinal);

    public static string? Lack(string clause) => First(LackRegex(), clause);

    /// <summary>发布内容不明晰: under a heading that announces problems, not being so is one.</summary>
    public static string? ShortLack(string title) => First(ShortLackRegex(), title);

    /// <summary>甲不高、乙不强、丙淡薄: the parts, where each of them says of its own subject that it is wanting; none otherwise.</summary>
    public static List<(int Start, int Length)> ParallelLacks(string clause)
    {
        var parts = new List<(int, int)>();
        var start = 0;
        foreach (var part in clause.Split('、'))
        {
            if (part.Length < ShortestParallel || !PredicateRegex().IsMatch(part))
                return [];
            parts.Add((start, part.Length));
            start += part.Length + 1;
        }
        return parts;
    }

    /// <summary>Sets the places of words that say something is wanting.</summary>
    public static void Mark(string text, bool[] marks)
    {
        foreach (Match m in LackRegex().Matches(text))
            marks.AsSpan(m.Index, m.Length).Fill(true);
    }

    /// <summary>但也存在一些不足 and its kin; the index is where the list of problems begins.</summary>
    public static (string Cue, int ListAt)? LeadIn(string sentence)
    {
        var seen = Cut(sentence);
        if (!seen.AsSpan().ContainsAny(nouns))
            return null;
        if (LeadInRegex().Match(seen) is not { Success: true } match || DeniedRegex().IsMatch(match.Value) || seen.AsSpan(0, match.Index + match.Length).Contains(';'))
            return null;
        var at = match.Index + match.Length;
        var colon = seen.IndexOf(':', at);
        if (colon > 0 && colon - at < 60)
            at = colon + 1;
        if (ExampleRegex().Match(seen, at) is { Success: true } example && example.Index - at < 16)
            // 如甲不足,乙不强: only the word itself stands before the list.
            at = example.Index + (example.Value.EndsWith(',') && Lack(example.Value) is not null ? ExampleWordRegex().Match(example.Value).Length : example.Length);
        else if (colon < 0 && at < seen.Length && seen[at] == ',')
            at++;
        return (match.Value, at);
    }

    /// <summary>我们也清醒认识到,甲不足,乙不强,…: the clauses themselves are the list, which begins at the offset returned.</summary>
    public static (string Cue, int ListAt)? OpenList(string sentence)
    {
        var seen = Cut(sentence);
        if (RecognisedRegex().Match(seen) is not { Success: true } match || seen.AsSpan(match.Length).IndexOfAny(':', ';') >= 0)
            return null;
        var clauses = seen[match.Length..].Split(',', '。');
        var wanting = clauses.Count(c => Lack(c) is not null);
        return clauses.Length < 4 || wanting < 3 || wanting * 2 < clauses.Length || GeneralRegex().IsMatch(clauses[0]) ? null : (match.Value, match.Length);
    }

    /// <summary>同时也要看到,综合优势亟需提升。一是…: says without any of the usual nouns that a list of what is wanting follows.</summary>
    public static bool IsRecognition(string sentence) => RecognitionRegex().IsMatch(Cut(sentence));

    /// <summary>对此,我们将…: from here on nothing is a problem any more.</summary>
    public static bool IsRemedy(string sentence) => RemedyRegex().IsMatch(Cut(sentence));

    public static bool IsExample(string sentence) => ExampleStartRegex().IsMatch(sentence);

    public static bool IsCause(string sentence) => CauseRegex().IsMatch(Cut(sentence)) && CauseAt(sentence) is null;

    /// <summary>执法力量薄弱,主要原因是编制不足: where, behind a problem, the comma before its cause stands.</summary>
    public static int? CauseAt(string sentence) =>
        OwnCauseRegex().Match(Cut(sentence)) is { Success: true } m && sentence[..m.Index] is var before
        && Lack(before) is not null && !AllProblemsRegex().IsMatch(before) ? m.Index : null;

    /// <summary>A sentence that only says that there are problems: the list follows in the next ones.</summary>
    public static bool IsOnlyLeadIn(string sentence) =>
        AnnouncementRegex().IsMatch(Cut(sentence)) || (LeadIn(sentence) is { } lead && sentence[Math.Min(lead.ListAt, sentence.Length)..].Trim('。', ':', ',', ';', ' ').Length < 6);

    /// <summary>在肯定成绩的同时…, 清醒地认识到…, 虽然…但…: the words that introduce an admission.</summary>
    public static bool IsAdmission(string sentence) => AdmissionRegex().IsMatch(Cut(sentence));

    /// <summary>存在甲、乙等问题: the list stands inside the sentence; offsets into it.</summary>
    public static (int Start, int End)? EmbeddedList(string sentence) =>
        EmbeddedRegex().Match(Cut(sentence)) is { Success: true } m && Lack(m.Groups[1].Value) is not null ? (m.Groups[1].Index, m.Groups[1].Index + m.Groups[1].Length) : null;

    static string? First(Regex regex, string clause) => regex.Match(Cut(clause)) is { Success: true } match ? match.Value : null;

    static string Cut(string text) => text.Length > Reach ? text[..Reach] : text;

    [GeneratedRegex("(?:不足|不(?:够|高|强|平衡|均衡|充分|到位|完善|健全|规范|深入|扎实|及时|严|力|全|实|畅|紧|深|广|多|匹配|适应|理想|明显|牢|稳|大|优|佳|彻底|统一|准|细|专|快|顺|透|熟|敢|愿|会|善于|重视|主动|积极|精准|精细|丰富|清|明确|符合|协调|配套|容乐观|尽|满意|符|一致|同步|作为|浓|能(?:很好|完全|充分|有效|适应|满足)|相适应|敢|想)|有待|亟待|亟需|亟须|仍需|还需|尚需|仍须|还须|(?:需要?|要)(?:进一步|持续|不断|继续|加强|提升|提高|完善|改进|加快|加大|强化|优化)|还要|欠(?:缺|佳|妥|账)|缺(?:乏|少|口|位|失|陷|编)|短缺|紧缺|匮乏|贫乏|稀缺|薄弱|滞后|偏(?:低|少|弱|慢|软|小|大|高|轻|差|窄|紧)|[较不]?(?:弱|差)(?:[,。;]|$)|较(?:弱|少|低|差|慢|小|单一|大(?:差距|压力|困难))|较为|相对(?:薄弱|滞后|较|不|紧|缺|偏)|差距|短板|弱项|问题|困难|压力|风险|隐患|难以|难度|难点|堵点|痛点|瓶颈|掣肘|制约|未(?:能|得到|按|完全|充分|形成|建立|达到|真正|有效|落实|全面|严格|及时|完成|实现)|没有(?!发生)|尚未|仍未|还未|乏力|淡薄|淡漠|欠缺|紧张|硬骨头|单一|陈旧|脱节|流于形式|形式主义|繁重|艰巨|严峻|任重道远|承压|挑战|疲软|弱化|僵化|老化|断层|流失|不一|参差不齐|良莠不齐|差异|空白|漏洞|死角|盲区|错误|违规|违法|模糊|松散|迟缓|缓慢|粗放|随意|走过场|重.{1,6}轻|(?:提升|改进|进步|上升)空间|流动性?(?:较|过)?[大快]|频繁|虚化|松懈|推诿|拖延|虚设|低下|较重|过大|过高|过低)")]
    private static partial Regex LackRegex();

    [GeneratedRegex("(?:(?:看到|认识到|意识到|感到|明白|找准|正视|清醒认识).{0,60}?(?:问题|不足|差距|短板|困难|挑战|弱项|薄弱环节)|(?:仍然?|还|也|依然|依旧|尚|但|但是|虽然|尽管|同时|不过|然而|当前|目前).{0,40}?(?:存在|面临|有(?!待|效|序|关|力)).{0,24}?(?:问题|不足|差距|短板|困难|挑战|弱项|薄弱环节|薄弱点)|^.{0,16}?存在.{0,14}?(?:问题|不足|差距|短板|困难|薄弱环节|弱项)|(?:离|距|与|同|对照|对标).{0,60}?(?:还有|仍有|尚有|存在|有着?).{0,10}?(?:差距|不足))(?:(?:和|与|及|以及|、)?(?:问题|不足|差距|短板|困难|挑战|弱项|薄弱环节|压力|之处|方面))*")]
    private static partial Regex LeadInRegex();

    [GeneratedRegex("^[^:;]{0,50}?(?:也|清醒|深刻|客观|同时|必须|更)(?:地)?(?:要|应)?(?:清醒|深刻|客观)?(?:地)?(?:看到|认识到|意识到|感到)(?:的是)?,")]
    private static partial Regex RecognisedRegex();

    [GeneratedRegex("^(?:同时|但|当然|在.{2,24}同时|成绩.{0,12})?[^。]{0,12}?(?:也|还|更|必须|清醒|深刻|客观).{0,6}?(?:看到|认识到|意识到|感到)")]
    private static partial Regex RecognitionRegex();

    [GeneratedRegex("(?:存在|面临|还有|仍有|尚有).{0,24}?(?:问题|不足|差距|短板|困难|挑战|薄弱环节|弱项|压力)[^,]{0,4}$|^(?:与|对照|对标|在|由于|受)")]
    private static partial Regex GeneralRegex();

    [GeneratedRegex("(?:不(?!断|少|懈|止|仅|动摇)|未)[\\u4e00-\\u9fff]{1,3}$")]
    private static partial Regex ShortLackRegex();

    [GeneratedRegex("不(?:够|高|强|足|到位|健全|完善|深入|及时|规范|平衡|均衡|广|多|严|力|实|畅|紧密|全面|明显|透)|薄弱|滞后|单一|缺乏|短缺|淡薄|偏[低少弱]|有待|仍需|亟待|亟需|未[能得按完及进]|流失|脱节")]
    private static partial Regex PredicateRegex();

    [GeneratedRegex("未发现|没有发现|不存在|无存在|未存在|发现(?:和|并|了)?.{0,6}(?:纠正|整改|解决)|解决了?.{0,8}(?:问题|困难)|整治|化解|破解|问题线索|问题清单|存在(?:的)?问题[^。]{0,10}(?:整改|进行|提出|开展|要求|逐一|督促)|(?:针对|围绕|聚焦).{0,12}存在|对(?:于)?存在")]
    private static partial Regex DeniedRegex();

    [GeneratedRegex("(?:诸如|例如|比如|如|主要(?:表现|体现|反映|集中|是|有|存在)?(?:在|为|是)?|具体(?:表现|体现)?(?:在|为|是)?|集中(?:表现|体现)?(?:在|为|是)?|表现(?:在|为)|体现(?:在|为))(?:以下)?[^,:;。]{0,10}?[:,]|(?:诸如|例如|比如|(?<=[,:])如|主要(?:表现|体现)?(?:在|为|是)|(?:表现|体现)(?:在|为)[:,]?)")]
    private static partial Regex ExampleRegex();

    [GeneratedRegex("^(?:诸如|例如|比如|如|(?:主要|具体|集中)?(?:表现|体现|反映|集中|存在)?(?:在|为|是|有)?)")]
    private static partial Regex ExampleWordRegex();

    [GeneratedRegex("^(?:如|例如|比如|譬如)")]
    private static partial Regex ExampleStartRegex();

    [GeneratedRegex("清醒|看到成绩|肯定成绩|成绩的同时|虽然|尽管|但|取得.{0,20}(?:成绩|成效|进展)|也(?:要)?(?:看到|认识到|意识到)|不足之处|同时也?存在|仍然?存在|还存在|还面临|与.{0,40}相比|对照|对标|客观")]
    private static partial Regex AdmissionRegex();

    [GeneratedRegex("存在着?(?:一些|诸如|部分|个别)?((?![^。;]{0,60}一是)[^。;:]{4,160}?)(?:等|的)(?:一些|突出|方面的?|共性|主要)*(?:问题|不足|短板|困难|情况|现象|薄弱环节|差距)")]
    private static partial Regex EmbeddedRegex();

    [GeneratedRegex("^(?:对此|为此|对(?:于)?(?:这些|上述|以上|存在)|(?:这些|上述|以上)(?:问题|不足|困难)|针对|我们(?:一定|必须|将|要|需要|务必)|必须直面|下一步|下步|今后|接下来|同时,?我们将|因此,|需(?:要)?在(?:今后|下一步)|在(?:今后|下一步|下步)|有待(?:在|于)?(?:今后|下一步)|(?:这些|上述|以上)?(?:都|均|皆|也|还)?(?:有待|需要?|亟待|亟需|必须|应当).{0,12}(?:今后|下一步|下步|高度重视|予以重视|(?:加以|着力|认真|切实|逐步|努力|尽快)(?:研究)?解决))")]
    private static partial Regex RemedyRegex();

    [GeneratedRegex("^(?:.{0,10}(?:究其)?(?:主要|产生|存在|出现|造成|其|深层次|上述|以上)?.{0,14}原因(?:主要)?(?:是|在于|有|为|:|,|在|如下)|原因分析|究其原因|究其根源)")]
    private static partial Regex CauseRegex();

    [GeneratedRegex("[,，](?:这|其|究其|此)?(?:主要|产生|深层次|根本|重要)?(?:的)?(?:原因(?:主要)?(?:是|在于|有|为|:)|(?:是)?(?:因为|由于|源于|缘于))")]
    private static partial Regex OwnCauseRegex();

    [GeneratedRegex("^(?:究其|造成|产生|出现|导致|存在|上述|以上|这些|之所以|对于|针对|分析)")]
    private static partial Regex AllProblemsRegex();

    [GeneratedRegex("(?:如下|以下|下列|下面|下述).{0,12}(?:问题|不足|方面|几点|几个|差距|短板|困难)[^,;]{0,8}[:。]?$|^(?:主要|具体|集中)?(?:表现|体现|存在)[^,;]{0,16}[:。]$")]
    private static partial Regex AnnouncementRegex();
}

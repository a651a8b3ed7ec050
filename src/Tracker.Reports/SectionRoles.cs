using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>What a heading says its section holds; a section can hold problems and plans at once.</summary>
readonly record struct HeadingCue(bool Problems, bool Plans, bool Leader, bool Measures, bool Causes, string Words)
{
    public bool Any => Problems || Plans || Leader || Measures || Causes;
}

/// <summary>Reads the role of a section from its heading, by its shape and not by any one wording.</summary>
static partial class SectionRoles
{
    const int Longest = 60;

    public static HeadingCue Of(string heading, int? reviewed)
    {
        if (heading.Length > Longest)
            heading = heading[..Longest];
        var leader = LeaderRegex().IsMatch(heading);
        var problems = ProblemRegex().Match(heading) is { Success: true } p && !NoProblemRegex().IsMatch(heading) ? p.Value : "";
        var causes = problems.Length == 0 && CauseRegex().IsMatch(heading);
        var plan = PlanOf(heading, reviewed);
        if (plan.Length > 0 && leader && !plan.Contains('下'))
            plan = "";
        var measures = problems.Length == 0 && plan.Length == 0 && MeasureRegex().IsMatch(heading);
        return new(problems.Length > 0, plan.Length > 0, leader, measures, causes, problems.Length > 0 ? problems : plan);
    }

    /// <summary>True where a heading is nothing but the name of a list of problems.</summary>
    public static bool IsLabel(string heading) => LabelRegex().IsMatch(heading);

    static string PlanOf(string heading, int? reviewed)
    {
        if (NextRegex().Match(heading) is { Success: true } next && !DoneRegex().IsMatch(heading[(next.Index + next.Length)..]))
            return next.Value;
        if (YearRegex().Match(heading) is { Success: true } year && (reviewed is { } r ? int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture) > r : PlanNounRegex().IsMatch(heading))
            && !DoneRegex().IsMatch(heading))
            return year.Value;
        return PlanRegex().Match(heading) is { Success: true } plan && !DoneRegex().IsMatch(heading) && !StartsWithDeedRegex().IsMatch(heading)
            && !(reviewed is { } past && heading.Contains(past + "年", StringComparison.Ordinal)) ? plan.Value : "";
    }

    [GeneratedRegex("第一责任人|主要负责(?:人|同志).{0,12}(?:职责|责任)|党政(?:主要)?(?:负责人|领导|一把手).{0,12}(?:职责|责任|履)")]
    private static partial Regex LeaderRegex();

    [GeneratedRegex("存在(?:的|着|一些|主要|突出|若干|哪些)*(?:问题|不足|困难|短板|差距|薄弱|弱项|难点|挑战)|存在.{0,8}(?:问题|不足|困难|短板|差距|薄弱环节|弱项|困难)|(?:主要|突出|面临的?|当前|现存|尚存|工作|几点|一些|发现的?|检查|督察|巡察|反馈的?|指出的?|报告)(?:的)?(?:主要|突出|具体|困难|挑战)*(?:和|与|及|、)?(?:问题|不足|困难|短板|差距|薄弱环节|弱项|挑战)|(?:问题|不足|困难|短板|差距|弱项|薄弱环节|挑战)(?:和|与|及|以及|、|,|及其)(?:存在)?(?:的)?(?:主要)?(?:问题|不足|原因|困难|短板|差距|弱项|薄弱|挑战|打算|对策|建议|措施|改进|整改|下一步|下步|努力|今后|意见|工作|风险|压力)|不足之处|薄弱环节|^(?:主要|工作|相关)?(?:问题|不足|短板|差距|困难|难点)(?:和|与|及|情况|分析|:|。|,|$)|仍?(?:需|须)(?:要)?(?:改进|提升|加强)的(?:方面|地方|问题)|有待(?:改进|加强|提高)的")]
    private static partial Regex ProblemRegex();

    [GeneratedRegex("^.{0,12}(?:存在的|存在|主要|突出|^)(?:主要|突出)?(?:问题|(?<=的)(?:不足|困难|短板|差距|薄弱环节|弱项)|(?<=^|主要)(?:不足|困难|短板|差距))(?:和(?:不足|困难|短板))?(?:方面)?$")]
    private static partial Regex LabelRegex();

    [GeneratedRegex("(?:存在|突出|主要|发现|反馈|指出)?.{0,6}问题.{0,4}(?:整改|整治|解决|化解|治理|销号|办理)(?:落实|完成|进展|工作)|(?:整改|解决|破解|整治|化解|聚焦|补齐|针对|坚持|排查|回应|着眼|围绕|紧盯|克服).{0,10}(?:问题|短板|困难|不足|难题)|问题导向|问题线索|上(?:一)?年度?.{0,10}问题.{0,6}整改|是否存在|不存在")]
    private static partial Regex NoProblemRegex();

    [GeneratedRegex("原因分析|产生.{0,8}原因|(?:主要|问题|深层次|存在)原因|原因(?:和|及)|根源|^原因")]
    private static partial Regex CauseRegex();

    [GeneratedRegex("下一步|下步|下一阶段|下阶段|下一年|下年|明年|来年|今后|下半年|接下来|未来|努力方向|改进(?:的)?(?:措施|方向|情况|意见|打算|思路|工作|建议)|整改(?:的)?(?:措施|方向|意见|要求|建议|打算|方案)|^进一步(?:整改|改进)|对策(?:建议|措施)?|工作建议|意见建议|意见(?:和|与)建议|新一年|新的一年")]
    private static partial Regex NextRegex();

    [GeneratedRegex("(20\\d\\d)年")]
    private static partial Regex YearRegex();

    [GeneratedRegex("计划|打算|安排|思路|展望|谋划|规划|目标任务|重点任务|重点工作|主要任务|工作要点|设想")]
    private static partial Regex PlanNounRegex();

    [GeneratedRegex("(?:工作|年度|主要|总体|初步|重点)(?:的)?(?:计划|打算|安排|思路|展望|谋划|设想|规划)|(?:计划|打算|安排|思路|设想|展望)$|^(?:今年|本年度?)(?:的)?(?:主要|重点|工作)|目标任务|奋斗目标")]
    private static partial Regex PlanRegex();

    [GeneratedRegex("回顾|总结|完成情况|成效|(?<!优异)成绩|进展|开展情况|落实情况|推进情况|执行情况|取得|情况$|亮点|做法|发展成就")]
    private static partial Regex DoneRegex();

    [GeneratedRegex("^(?:制定|落实|完成|推进|贯彻|加强|科学|精心|强化|完善|严格|认真|统筹|明确|细化|部署|抓好|实施|坚持|深化|健全|编制|周密|提前|合理|做好|聚焦|突出|注重)")]
    private static partial Regex StartsWithDeedRegex();

    [GeneratedRegex("举措|成效|情况|回顾|总结|做法|成绩|工作开展|亮点|特色|主要工作|进展|成就|经验")]
    private static partial Regex MeasureRegex();
}

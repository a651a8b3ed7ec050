using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Words that turn from what was to what will be done.</summary>
static partial class PlanCues
{
    const int Reach = 120;

    /// <summary>下一步,我局将…; 2024年,我区将采取以下措施…: the sentence that opens the plan part.</summary>
    public static string? Turn(string sentence, int? reviewed)
    {
        var seen = sentence.Length > Reach ? sentence[..Reach] : sentence;
        if (TurnRegex().Match(seen) is { Success: true } turn)
            return turn.Value;
        return YearTurnRegex().Match(seen) is { Success: true } year
            && (reviewed is null || int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture) > reviewed) ? year.Value : null;
    }

    /// <summary>总体要求, 指导思想, 工作目标: says what for, arranges nothing.</summary>
    public static bool IsPreamble(string title) => PreambleRegex().IsMatch(title);

    /// <summary>重点任务, 主要措施: a shelf; what stands on it are the arrangements.</summary>
    public static bool IsContainer(string title) => ContainerRegex().IsMatch(title);

    /// <summary>各位代表!让我们…, 附件, the words of thanks after the last arrangement.</summary>
    public static bool IsClosing(string line) => ClosingRegex().IsMatch(line.Length > Reach ? line[..Reach] : line);

    public static string? Action(string clause) => ActionRegex().Match(clause.Length > Reach ? clause[..Reach] : clause) is { Success: true } m ? m.Value : null;

    [GeneratedRegex("^(?:(?:在)?(?:下一步|下步|下一阶段|下阶段|下半年|今后|接下来|下一年度?|下年度?|明年|来年|新的一年|新一年|面向未来|展望未来)(?:工作)?(?:中|里)?(?!.{0,6}(?:奠定|打下|打好基础))|(?:针对|对|围绕|结合)(?:于)?(?:上述|以上|这些|存在|此|前述|发现).{0,40}?(?:将|采取|措施|下一步|我们|我局|重点|从以下|计划|拟)|为(?:此|解决|进一步).{0,40}?(?:将|下一步)|(?:工作)?(?:改进|整改|下一步|下步)(?:工作)?(?:的)?(?:措施|情况|方向|打算|计划|思路|安排|举措)(?:是|为|:|如下|主要|。|$)|(?:努力|改进|整改)方向|督[察查]组?(?:要求|建议),|(?:我们|我[局镇乡县市区办委街])?在(?:今年|今后|明年|新的一年|下一年|20\\d\\d年)的?.{0,16}?工作(?:中|里|当中)|[^,。]{0,20}?(?:将|要|拟)(?:重点|着重|主要)?(?:从|在)(?:以下|下列|下面|如下).{0,10}?(?:方面|环节|入手).{0,12}?(?:改进|整改|着手|入手|努力|加强|提升|完善|采取|推进|做好))")]
    private static partial Regex TurnRegex();

    [GeneratedRegex("^(?:在)?(20\\d\\d)年度?(?:里|中)?[,]?.{0,20}?(?:将|要(?!求|点)|计划|拟|继续|重点|着力|打算)")]
    private static partial Regex YearTurnRegex();

    [GeneratedRegex("^(?:(?:20\\d\\d年度?|今年|明年)?(?:的)?(?:工作|总体|指导|基本|主要|发展|年度|奋斗|预期|任务|法治政府建设)*(?:和|与|、|及)?(?:总体|指导|基本|主要|预期|工作|目标)*(?:要求|思想|思路|目标|原则|形势|背景|定位|理念|意义)(?:和(?:要求|目标|原则|任务))?)$")]
    private static partial Regex PreambleRegex();

    [GeneratedRegex("^(?:.{0,8}(?:重点|主要|具体|工作|下一步|下步|年度|整改|改进|保障|组织)(?:工作)?(?:任务|措施|举措|安排|打算|内容|计划|思路|工作)(?:和(?:措施|任务|安排|打算))?|(?:年度|主要)?工作重点)$")]
    private static partial Regex ContainerRegex();

    [GeneratedRegex("^(?:各位代表|同志们|各位委员|让我们|以上(?:报告|汇报|情况|总结|,|。)|特此|专此|此报|此件|妥否|当否|附件|附[:表]|相关(?:报道|链接|阅读|稿件|新闻|附件|文档|解读)|责任编辑|编辑:|审核:|来源:|信息来源|上一[篇条]|下一[篇条]|打印|分享|扫一扫|主办|承办|版权|网站|联系(?:人|电话|我们)|\\(?联系|图解|关闭|【|返回|政策解读$|抄送|\\(此页)")]
    private static partial Regex ClosingRegex();

    [GeneratedRegex("加强|推进|完善|强化|深化|提升|提高|健全|推动|加快|加大|优化|落实|开展|做好|抓好|建立|构建|打造|坚持|规范|严格|创新|拓展|持续|深入|进一步|组织|培育|实施|压实|夯实|聚焦|巩固|全面|统筹|发挥|制定|探索|实现|增强|充分|积极|不断|着力|切实|扎实|围绕|依法|紧盯|突出|丰富|畅通|化解|督促|督导|履行|牢牢|高质量|高标准|争取|力争|确保|全力|建设|修订|编制|出台|举办|培训|配备|配齐|健全|指导|引导|整合|拓宽|选聘|招录|补齐|厘清|梳理|用好|管好|办好|抓(?!获)|压减|简化|召开|开设|普及|宣传|监督|检查|整治|查处|打击|防范|治理|保障|服务|支持|鼓励|发展|改进|转变|营造|增加|扩大|降低|减少|延伸|覆盖|试点|总结|学习|贯彻|执行|遵守|维护|联合|协同|协调|运用|利用|借助|依托|注重|重视|把|将|让|使|储备|突破|谋划|清理|盘活|招引|引进|升级|改造|聘请|邀请|创建|创成|争创|申报|建成|投用|启用|推行|推广|普查|攻坚|杜绝|严查|严厉|坚决|坚定|筑牢|守牢|守住|锻造|擦亮|激发|释放|增进|办理|调处|排查")]
    private static partial Regex ActionRegex();
}

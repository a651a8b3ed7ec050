using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>The reporting body by its full name: from the title, the signature, the page's head or the opening words.</summary>
sealed partial class OrganizationFinder(Reading reading)
{
    readonly NormalText text = reading.Text;

    public (string Name, int Start, int End)? Find()
    {
        var named = FromTitle() ?? FromSignature() ?? FromOpening() ?? FromHead() ?? FromContact();
        if (named is not { } found)
            return null;
        var name = Complete(found.Name);
        // 某某镇 in the title, 某某县某某镇人民政府 under it: the longer one shows the superior.
        foreach (var other in new[] { FromSignature(), FromHead(), FromContact() })
            if (other is { } o && Complete(o.Name) is { } longer && longer.Length > name.Length && longer.EndsWith(name, StringComparison.Ordinal))
                name = longer;
        return (WithSuperior(name), found.Start, found.End);
    }

    (string Name, int Start, int End)? FromTitle()
    {
        var title = reading.Frame.Title;
        if (InspectedRegex().Match(title) is { Success: true } inspected)
            return (inspected.Groups[1].Success ? inspected.Groups[1].Value : inspected.Groups[2].Value, reading.Frame.TitleStart, reading.Frame.TitleEnd);
        foreach (var regex in new[] { BeforeSubjectRegex(), BetweenYearAndSubjectRegex() })
            if (regex.Match(title) is { Success: true } m && m.Groups[1].Value is { Length: > 2 } name && !name.StartsWith("关于", StringComparison.Ordinal) && OrganizationRegex().IsMatch(name))
                return (name, reading.Frame.TitleStart, reading.Frame.TitleEnd);
        return null;
    }

    (string Name, int Start, int End)? FromSignature()
    {
        foreach (var line in reading.Lines.Where(l => l.Start >= reading.Frame.BodyEnd).Take(4))
            if (line.Length is > 3 and < 40 && SignatureRegex().Match(reading.Value(line.Start, line.End)) is { Success: true } m)
                return (m.Groups[1].Value, line.Start, line.End);
        var foot = reading.Value(reading.Frame.BodyEnd, Math.Min(text.Length, reading.Frame.BodyEnd + 80));
        return SignatureRegex().Match(foot) is { Success: true } joined ? (joined.Groups[1].Value, reading.Frame.BodyEnd, reading.Frame.BodyEnd + joined.Length) : null;
    }

    (string Name, int Start, int End)? FromHead()
    {
        var head = reading.Value(0, Math.Min(reading.Frame.BodyStart, 2000));
        return PublisherRegex().Match(head) is { Success: true } m ? (m.Groups[1].Value, m.Groups[1].Index, m.Groups[1].Index + m.Groups[1].Length) : null;
    }

    (string Name, int Start, int End)? FromOpening()
    {
        // 现在,我代表某某政府… is often too short a line to be taken for the body.
        foreach (var (regex, start) in new[] { (SpeakerRegex(), Math.Min(reading.Frame.TitleEnd, reading.Frame.BodyStart)), (AnnouncedRegex(), reading.Frame.BodyStart), (SubjectRegex(), reading.Frame.BodyStart) })
            if (regex.Match(reading.Value(start, Math.Min(text.Length, reading.Frame.BodyStart + 500))) is { Success: true } m && !m.Groups[1].ValueSpan.ContainsAny('对', '向'))
                return (m.Groups[1].Value, start + m.Groups[1].Index, start + m.Groups[1].Index + m.Groups[1].Length);
        return null;
    }

    /// <summary>如有疑问,请与某某局办公室联系: the reports on disclosure say so at their beginning.</summary>
    (string Name, int Start, int End)? FromContact()
    {
        var opening = reading.Value(0, Math.Min(text.Length, reading.Frame.BodyStart + 800));
        return ContactRegex().Match(opening) is { Success: true } m ? (m.Groups[1].Value, m.Groups[1].Index, m.Groups[1].Index + m.Groups[1].Length) : null;
    }

    static string Complete(string name)
    {
        name = PartyRegex().Replace(name.Trim('《', '》', '“', '”', ',', ':', ' '), "");
        if (ZoneRegex().IsMatch(name))
            return name + "管委会";
        if (name.EndsWith("街道", StringComparison.Ordinal))
            return name + "办事处";
        if (name.EndsWith("街道办", StringComparison.Ordinal))
            return name + "事处";
        if (PlaceRegex().IsMatch(name))
            return name + "人民政府";
        return name.EndsWith("政府", StringComparison.Ordinal) && !name.EndsWith("人民政府", StringComparison.Ordinal) ? name[..^2] + "人民政府" : name;
    }

    /// <summary>市司法局 says which rank, not which place; a district is named with its city where the text does so.</summary>
    string WithSuperior(string name)
    {
        if ("省市县区旗州镇乡".Contains(name[0]) && name.Length > 2)
            return new PlaceNames(text.Value).MostFrequent(name[0]) is { } place ? place + name[1..] : name;
        return DistrictRegex().Match(name) is { Success: true } district && new PlaceNames(text.Value).Before(district.Value) is { } city ? city + name : name;
    }

    [GeneratedRegex("(?:组向([\\u4e00-\\u9fff·]{2,24}?)反馈|(?:关于)?对([\\u4e00-\\u9fff·]{2,30}?)(?:开展|法治|依法|推进|落实|进行|20\\d\\d|的?督[察查]|的?巡).{0,40}(?:反馈|意见|通报))")]
    private static partial Regex InspectedRegex();

    [GeneratedRegex("^([\\u4e00-\\u9fff·()]{2,40}?)(?:关于|20\\d\\d|第[一二三四]季度|法治政府|政府工作报告|政府信息公开|信息公开|政务公开|依法行政|法治建设|工作总结|工作报告|年度|上半年|推进|落实|开展|(?<!政府)工作)")]
    private static partial Regex BeforeSubjectRegex();

    [GeneratedRegex("20\\d\\d年?(?:度|上半年|工作)?(?:的)?([\\u4e00-\\u9fff·]{2,40}?)(?:关于|法治政府|政府工作报告|政府信息公开|信息公开|政务公开|依法行政|法治建设|工作总结|工作报告|推进|落实|开展|工作)")]
    private static partial Regex BetweenYearAndSubjectRegex();

    [GeneratedRegex("(?:省|市|县|区|州|盟|旗|镇|乡|街道|政府|局|委员会|委|办|办公室|办事处|厅|院|会|队|站|所|中心|处|社|公司|大学|学校|集团|管委会|部|党组|党委|党工委)(?:\\([\\u4e00-\\u9fff]+\\))?$")]
    private static partial Regex OrganizationRegex();

    [GeneratedRegex("^([\\u4e00-\\u9fff·()]{3,30}?(?:人民政府|政府|局|委员会|办公室|办事处|厅|管委会|支队|大队|中心|站|院|委|部|党组|党工委))(?:\\s|$|20\\d\\d年)")]
    private static partial Regex SignatureRegex();

    [GeneratedRegex("(?:发布机构|发文机关|发布单位|公开机构|信息来源|发文单位|公开主体|发布者|来源|责任部门|制作单位|文章来源)[::]\\s?([\\u4e00-\\u9fff·]{3,30}?(?:人民政府|政府|局|委员会|办公室|办事处|厅|管委会|街道|镇|乡|委|办))(?![\\u4e00-\\u9fff]{0,3}报)")]
    private static partial Regex PublisherRegex();

    [GeneratedRegex("(?:我(?:谨)?代表|受(?=[^,。]{2,20}委托))(国务院|[\\u4e00-\\u9fff]{1,16}?(?:政府|街道办事处|管委会|管理委员会))")]
    private static partial Regex SpeakerRegex();

    [GeneratedRegex("现将([\\u4e00-\\u9fff]{2,24}?(?:政府|局|委员会|办公室|办事处|厅|管委会|中心|街道|[镇乡县市区省州旗]))(?:关于)?20\\d\\d年度?[^,。]{0,30}(?:报告|情况)")]
    private static partial Regex AnnouncedRegex();

    [GeneratedRegex("请(?:直接)?(?:与|联系|向|咨询)[::]?([\\u4e00-\\u9fff]{4,30}?(?:人民政府(?:办公室)?|(?<!政府|人民)政府办公室|局|委员会|办事处|厅|管委会))(?:[\\u4e00-\\u9fff]{0,12}(?:室|科|部|处|股))?(?:联系|咨询|反映|\\(|,)")]
    private static partial Regex ContactRegex();

    /// <summary>Party committee and government sign together; the report is the government's.</summary>
    [GeneratedRegex("^中共[\\u4e00-\\u9fff]{2,20}?委员会(?=[\\u4e00-\\u9fff]{2,20}(?:人民政府|办事处)$)")]
    private static partial Regex PartyRegex();

    [GeneratedRegex("[,。\\n^]((?:[\\u4e00-\\u9fff]{0,6}?)(?:省|市|县|区|旗|州)[\\u4e00-\\u9fff]{0,10}?(?:局|委员会|办公室|厅|人民政府|镇|乡|街道|管委会)|[\\u4e00-\\u9fff]{2,4}(?:镇|乡|街道))(?=坚持|深入|认真|全面|以|在|紧|奋|贯|切实|高度|按照|积极|始终|扎实|立足|聚焦|持续|党|严格|围绕|法治)")]
    private static partial Regex SubjectRegex();

    [GeneratedRegex("(?:开发区|新区|实验区|园区|高新区|度假区|示范区|管理区|保税区|风景区|旅游区|经开区)$")]
    private static partial Regex ZoneRegex();

    [GeneratedRegex("(?:省|市|县|区|州|旗|镇|乡)$")]
    private static partial Regex PlaceRegex();

    [GeneratedRegex("^[\\u4e00-\\u9fff]{2,4}区(?=人民政府|[\\u4e00-\\u9fff]{2,12}(?:局|委员会|办公室|街道办事处|镇人民政府)$)")]
    private static partial Regex DistrictRegex();
}

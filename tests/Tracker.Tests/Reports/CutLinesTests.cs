using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>Line breaks in the midst of sentences, where a page or a converter put them.</summary>
public class CutLinesTests
{
    const string Whole =
        """
        　　青岚县司法局2023年法治政府建设年度报告
        　　2023年，青岚县司法局认真履行职责，全年开展执法监督检查12次，评查案卷96份，法治政府建设各项工作取得积极成效。
        　　一、主要举措和成效
        　　（一）健全工作机制。局党组专题研究法治工作4次，制定工作要点，压实各方责任。
        　　（二）强化执法监督。全年评查案卷96份，发现的问题全部整改到位，执法规范化水平明显提升。
        　　二、存在的不足
        　　对照上级要求，我局工作还存在一些不足：一是基层执法力量比较薄弱，难以满足工作需要。二是普法宣传形式较为单一，群众参与度不高。三是部门之间协同配合不够紧密。
        　　三、2024年工作安排
        　　（一）充实基层力量，提升执法能力。招录执法人员12名，组织轮训不少于2次。
        　　（二）创新普法形式，扩大宣传覆盖。打造普法阵地5处，开展活动30场。
        　　（三）健全联动机制，形成工作合力。每季度召开联席会议一次，通报工作进展。
        """;

    static readonly string[] problems = ["基层执法力量比较薄弱，难以满足工作需要", "普法宣传形式较为单一，群众参与度不高", "部门之间协同配合不够紧密"];
    static readonly string[] plans = ["充实基层力量，提升执法能力", "创新普法形式，扩大宣传覆盖", "健全联动机制，形成工作合力"];

    static void IsReadAsWritten(string text)
    {
        var report = ReportReader.Read(text);

        report.Problems.Select(p => p.Title).ShouldBe(problems);
        report.Plans.Select(p => p.Title).ShouldBe(plans);
        report.Problems.Concat(report.Plans).ShouldAllBe(item => report.Text.Substring(item.Start, item.End - item.Start) == item.Text);
    }

    [Theory, InlineData(24), InlineData(30), InlineData(40)]
    public void Lines_of_one_width_are_joined(int width) =>
        IsReadAsWritten(string.Join('\n', Whole.Split('\n').SelectMany(line => line.Chunk(width).Select(part => new string(part)))));

    [Theory, InlineData("不足：一是基层", "不足：一是\n基层"), InlineData("力量比较薄弱", "力量\n比较薄弱"), InlineData("还存在一些", "还存\n在一些"),
        InlineData("提升执法能力。招", "提升执\n法能力。招"), InlineData("二是普法", "二是\n普法"), InlineData("（二）创新", "（二）\n创新"), InlineData("，群众参与", "\n，群众参与")]
    public void One_break_anywhere_does_no_harm(string words, string broken) => IsReadAsWritten(Whole.Replace(words, broken, StringComparison.Ordinal));

    [Fact]
    public void Headings_stay_apart_from_what_stands_under_them()
    {
        var report = ReportReader.Read(Whole.Replace("　　", "", StringComparison.Ordinal).Replace("能力。招", "能力\n招", StringComparison.Ordinal).Replace("覆盖。打", "覆盖\n打", StringComparison.Ordinal).Replace("合力。每", "合力\n每", StringComparison.Ordinal));

        report.Plans.Select(p => p.Title).ShouldBe(plans);
    }

    [Fact]
    public void A_signature_is_not_joined_to_a_sentence_without_its_full_stop() =>
        ReportReader.Read(Whole.TrimEnd('。') + "\n　　青岚县司法局\n　　2024年1月19日\n").Facts.Published.ShouldBe(new DateOnly(2024, 1, 19));

    [Fact]
    public void A_short_report_in_one_line_is_read_as_the_long_ones_are() => IsReadAsWritten(Whole.Replace("\n　　", "", StringComparison.Ordinal));
}

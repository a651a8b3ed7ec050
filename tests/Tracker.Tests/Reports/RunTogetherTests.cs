using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>A text that a scraper joined into one line is read as the text it was.</summary>
public class RunTogetherTests
{
    static readonly string[] lines =
    [
        "当前位置：首页>政务公开>法治政府建设年度报告", "青岚县2023年法治政府建设年度报告", "文章来源：县司法局 发布时间：2024-02-19 10:08:13 点击数：",
        "2023年，青岚县坚持以法治统揽全局，各项工作取得新进展。现将有关情况报告如下：",
        "一、2023年度推进法治政府建设的主要举措和成效", "（一）加强组织领导", "一是健全工作机制。县委常委会专题研究4次，统一、规范的工作体系基本形成。二是压实责任。",
        "（二）强化执法监督", "全年开展案卷评查4次，评查案卷120份，发现问题36个并督促整改到位。",
        "推进法治政府建设存在的不足和原因", "受人员编制影响，基层行政执法力量还比较薄弱。对照先进地区，普法宣传形式较为单一。",
        "三、党政主要负责人履行推进法治建设第一责任人职责情况", "县政府主要负责人听取法治工作汇报4次。",
        "四、2024年度主要安排", "（一）充实基层执法力量。", "2024年6月底前招录执法人员12名。", "（二）创新普法形式。", "打造普法阵地5处。",
    ];

    /// <summary>As long as reports are: a short line may be a sentence.</summary>
    static readonly string filler = string.Concat(Enumerable.Range(1, 60).Select(n => $"第{n}次检查覆盖全县{n}个单位，执法记录完整，群众满意度继续提升，各项指标如期完成。"));

    static string Joined(string between) => string.Join(between, lines).Replace("二是压实责任。", $"二是压实责任。{filler}", StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\n")]
    public void The_lines_are_found_again(string between)
    {
        var report = ReportReader.Read(Joined(between));

        report.Facts.Organization.ShouldBe("青岚县人民政府");
        report.Facts.ReportYear.ShouldBe(2023);
        report.Facts.Published.ShouldBe(new DateOnly(2024, 2, 19));
        report.Problems.Select(p => p.Title).ShouldBe(["受人员编制影响，基层行政执法力量还比较薄弱", "对照先进地区，普法宣传形式较为单一"]);
        report.Plans.Select(p => p.Title).ShouldBe(["充实基层执法力量", "创新普法形式"]);
        report.Problems.Concat(report.Plans).ShouldAllBe(item => report.Text.Substring(item.Start, item.End - item.Start) == item.Text);
    }

    [Fact]
    public void Who_speaks_for_a_zone_names_it()
    {
        var facts = ReportReader.Read(
            "各位代表：\n　　现在，我代表云栖新区管理委员会，向大会作工作报告，请各位人大代表、政协委员和其他列席人员提出意见。\n　　一、2023年工作回顾\n　　云栖新区位于霁川市东部，经济总量突破400亿元，增长4.5%，各项事业取得新进步，人民生活水平稳步提高。\n"
            + "　　我们也清醒认识到，发展仍然面临一些困难。一是产业体系不够健全。二是公共服务供给不足。\n　　二、2024年工作安排\n　　（一）做强产业。\n　　（二）改善民生。\n").Facts;

        facts.Genre.ShouldBe(Genre.GovernmentWorkReport);
        facts.Organization.ShouldNotBeNull().ShouldEndWith("云栖新区管理委员会");
        facts.ReportYear.ShouldBe(2023);
    }
}

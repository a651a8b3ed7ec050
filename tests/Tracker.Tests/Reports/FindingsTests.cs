using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class FindingsTests
{
    const string Head = "青岚县人民政府2023年法治政府建设年度报告\n发布时间：2024-04-02\n一、2023年度推进法治政府建设的主要举措和成效\n（一）强化行政执法监督。全年开展案卷评查4次，评查案卷120份，发现问题36个并全部督促整改到位，执法规范化水平明显提升。全年举办法治培训12场，参训1300人次。\n";

    static Findings Of(string text, IReadOnlyList<string>? earlier = null)
    {
        var report = ReportReader.Read(text);
        return FindingsFinder.Of(report, report.Facts.ReportYear, FindingsFinder.Items(report), ComplianceRule.Defaults, earlier ?? []);
    }

    static IEnumerable<string> Titles(string text, IEnumerable<string> ids)
    {
        var items = FindingsFinder.Items(ReportReader.Read(text));
        return ids.Select(id => items.First(item => item.Id == id).Title);
    }

    [Fact]
    public void What_article_24_asks_for_and_is_not_there_is_named()
    {
        var found = Of(Head + "二、存在的不足\n一是基层执法力量薄弱。\n三、2024年度主要安排\n（一）加强基层执法队伍建设。由县司法局牵头，2024年6月底前组织执法人员轮训。\n");

        found.Rules.Where(rule => rule.Verdict is not RuleVerdict.Kept).Select(rule => (rule.Rule.Code, rule.Verdict)).ShouldBe(
            [("law-causes", RuleVerdict.Missing), ("law-leaders", RuleVerdict.Missing), ("law-published", RuleVerdict.Late)]);
        found.Rules.ShouldAllBe(rule => rule.Rule.Source.Contains("第二十四条"));
    }

    [Fact]
    public void Causes_are_counted_problem_by_problem()
    {
        var causes = Of(Head + "二、存在的不足和原因\n一是基层执法力量薄弱，主要原因是编制不足、人员流动大。二是普法形式单一。\n三、2024年度主要安排\n一是充实执法力量。\n")
            .Rules.Single(rule => rule.Rule.Check is ComplianceCheck.Causes);

        (causes.Verdict, causes.Given, causes.Of).ShouldBe((RuleVerdict.Kept, 1, 2));
    }

    [Theory]
    [InlineData("2019-04-15", null, true)]
    [InlineData("2024-04-02", null, false)]
    [InlineData("2019-04-15", "2024-03-31", false)]
    [InlineData("2019-04-15", "2024-04-01", true)]
    public void A_rule_binds_while_it_is_in_force(string from, string? until, bool binds)
    {
        var rule = ComplianceRule.Defaults.Single(r => r.Check is ComplianceCheck.PublishedBefore) with
        {
            From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            Until = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
        };

        rule.AppliesTo(Genre.LawBasedGovernmentReport, 2023).ShouldBe(binds);
        rule.AppliesTo(Genre.GovernmentWorkReport, 2023).ShouldBeFalse();
    }

    [Fact]
    public void An_arrangement_without_measure_figure_limit_or_unit_is_vague()
    {
        var text = Head + "二、存在的不足\n一是执法监督不够有力。\n三、2024年度主要安排\n"
            + "（一）进一步加强执法监督。不断完善工作机制，持续提升监督水平。\n"
            + "（二）开展案卷评查。组织重点领域执法案卷集中评查，公布典型案例。\n"
            + "（三）推进普法宣传。由县教育局牵头，开展宪法进校园活动。\n"
            + "（四）规范行政复议。2024年6月底前修订办案规程。\n"
            + "（五）提升服务水平。法律援助案件满意率达95%以上。\n";
        var found = Of(text);

        Titles(text, found.Vague.Where(vague => vague.IsEmpty).Select(vague => vague.Id)).ShouldBe(["进一步加强执法监督"]);
        var measured = found.Vague.Single(vague => !vague.IsEmpty);
        Titles(text, [measured.Id]).ShouldBe(["开展案卷评查"]);
        measured.Missing.ShouldBe([PromiseLack.Figure, PromiseLack.Limit, PromiseLack.Unit]);
    }

    [Fact]
    public void Problems_and_arrangements_that_belong_together_are_paired()
    {
        var text = Head + "二、存在的不足\n一是行政执法人员素质参差不齐。二是行政复议案件积压。三是重大行政决策公众参与度不高。\n三、2024年度主要安排\n"
            + "（一）加强行政执法队伍建设。组织执法人员轮训考核。\n（二）提高行政复议办案效率。充实复议人员，清理积压案件。\n（三）推进政务诚信建设。\n";
        var found = Of(text);

        Titles(text, found.ProblemsWithoutPlan).ShouldBe(["重大行政决策公众参与度不高"]);
        Titles(text, found.PlansWithoutProblem).ShouldBe(["推进政务诚信建设"]);
    }

    [Fact]
    public void A_problem_that_last_years_report_named_is_found_in_other_words()
    {
        var text = Head + "二、存在的不足\n一是基层行政执法人员力量不足。二是普法宣传形式单一。\n三、2024年度主要安排\n一是充实执法力量。\n";
        var found = Of(text, ["乡镇执法力量薄弱", "合法性审核质量不高"]);

        Titles(text, found.Repeated.Select(again => again.Id)).ShouldBe(["基层行政执法人员力量不足"]);
        found.Repeated.Single().Earlier.ShouldBe("乡镇执法力量薄弱");
    }

    [Theory]
    [InlineData("由县司法局牵头，各部门配合，开展轮训", "县司法局:Lead 各部门:Support")]
    [InlineData("开展轮训。（责任单位：县司法局、县财政局）", "县司法局:Lead 县财政局:Lead")]
    [InlineData("牵头单位：市司法局；配合单位：市教育局、市卫生健康委员会", "市司法局:Lead 市教育局:Support 市卫生健康委员会:Support")]
    [InlineData("规范案卷评查，由市司法局牵头，每半年评查一次", "市司法局:Lead")]
    [InlineData("县司法局会同县委编办核定编制", "县司法局:Lead 县委编办:Support")]
    [InlineData("督促各单位负责人出庭应诉", "")]
    [InlineData("加强政府自身建设，办好民生实事", "")]
    public void Units_named_in_an_arrangement_are_found_with_their_part(string text, string expected)
    {
        var units = NamedUnits.In(text);

        string.Join(' ', units.Select(unit => $"{unit.Name}:{unit.Role}")).ShouldBe(expected);
        units.ShouldAllBe(unit => text.Substring(unit.Start, unit.End - unit.Start) == unit.Name);
    }

    [Fact]
    public void A_plan_of_five_years_does_not_make_the_report_one_on_a_term()
    {
        var facts = ReportReader.Read(
            "现将有关情况报告如下：深受各级政府重视的法治建设，2023年是实施第十四个五年规划的第三年，我县对照2025年目标扎实推进法治政府建设，全年开展执法检查12次，办理复议案件30件，组织培训9场，群众满意度持续提高。\n"
            + "一、存在的问题\n一是执法力量薄弱。\n二、下一步打算\n一是加强执法监督。\n青岚县人民政府\n2024年1月2日\n").Facts;

        facts.ReportYear.ShouldBe(2023);
        facts.Organization.ShouldBe("青岚县人民政府");
    }

    [Fact]
    public void A_year_in_chinese_numerals_is_a_year()
    {
        const string source = "青岚县人民政府二〇二三年度法治政府建设情况的报告\n一、二○二三年工作情况\n全年开展执法检查12次，办理复议案件30件，组织培训9场，参训人员1200余人次，执法案卷合格率稳步提升，群众满意度持续提高，各项任务如期完成。各乡镇、各部门按照职责分工抓好落实，形成了齐抓共管的工作格局。\n二、存在的问题\n一是执法力量薄弱。\n三、二〇二四年工作安排\n一是加强执法监督。\n二零二四年三月一日\n";
        var report = ReportReader.Read(source);

        report.Facts.ReportYear.ShouldBe(2023);
        report.Facts.Published.ShouldBe(new DateOnly(2024, 3, 1));
        report.Plans.Select(p => p.Title).ShouldBe(["加强执法监督"]);
        report.Text.ShouldBe(source);
    }
}

using Tracker.Reports;

namespace Tracker.Tests.YearLinks;

public class YearMatcherTests
{
    const string Later = """
        云溪县2024年法治政府建设年度报告
        一、2024年度推进法治政府建设的主要举措和成效
        （一）规范行政执法。一是抽查行政处罚案卷310册，优良率为81.5%，较上年提高6个百分点。二是举办执法人员轮训5期，全县628名持证人员全部参加。三是新建智慧停车场4处，新增停车位1.2万个。
        （二）化解行政争议。全年行政诉讼败诉率降至4.1%。政务服务大厅数字平台完成升级，企业开办平均用时6小时。云溪大桥动工建设。
        （三）深化法治宣传。评选“法治云溪”好故事20个。
        二、存在的不足
        一是乡镇执法力量仍然薄弱。
        二是普法方式较为单一。
        三、2025年度主要安排
        一是建成行政执法监督数字平台。
        二是开展执法人员比武2次。
        """;

    static readonly Report report = ReportReader.Read(Later);

    [Fact]
    public void A_figure_below_the_promise_is_answered_in_part_and_the_reason_compares_both()
    {
        var answer = Plan("行政处罚案卷优良率达90%以上");

        answer.Verdict.ShouldBe(YearVerdict.Partly);
        answer.Evidence[0].Text.ShouldContain("81.5%");
        answer.Reason.ShouldContain("承诺90%，报告81.5%");
    }

    [Fact]
    public void A_figure_above_the_promise_is_answered() =>
        Plan("新增停车位8000个以上").ShouldSatisfyAllConditions(
            answer => answer.Verdict.ShouldBe(YearVerdict.Answered),
            answer => answer.Reason.ShouldContain("承诺8000个，报告1.2万个"));

    [Fact]
    public void A_ceiling_is_kept_by_a_smaller_figure() =>
        Plan("行政诉讼败诉率下降到5%以下").Verdict.ShouldBe(YearVerdict.Answered);

    [Fact]
    public void Times_are_compared_in_hours() =>
        Plan("企业开办时间压缩至1个工作日以内").Verdict.ShouldBe(YearVerdict.Answered);

    [Fact]
    public void What_was_to_be_finished_and_was_begun_is_answered_in_part() =>
        Plan("建成云溪大桥").Verdict.ShouldBe(YearVerdict.Partly);

    [Fact]
    public void A_promise_made_again_is_not_taken_for_one_kept()
    {
        var answer = Plan("建成行政执法监督数字平台并上线运行");

        answer.Verdict.ShouldBe(YearVerdict.RestatedOnly);
        answer.Restated[0].Text.ShouldContain("行政执法监督数字平台");
    }

    [Theory]
    [InlineData("进一步推动法治政府建设工作持续深入开展")]
    [InlineData("筹建云溪县档案馆新馆")]
    [InlineData("健全行政执法与刑事司法衔接机制")]
    public void Where_there_is_nothing_nothing_is_shown(string promise) => Plan(promise).Evidence.ShouldBeEmpty();

    [Fact]
    public void A_problem_named_again_recurs() =>
        Problem("基层行政执法力量不足").ShouldSatisfyAllConditions(
            answer => answer.Recurring.ShouldBeTrue(),
            answer => answer.Verdict.ShouldBeOneOf(YearVerdict.Partly, YearVerdict.RestatedOnly));

    [Fact]
    public void A_problem_not_named_again_does_not_recur() =>
        Problem("行政诉讼败诉率偏高").ShouldSatisfyAllConditions(
            answer => answer.Recurring.ShouldBeFalse(),
            answer => answer.Verdict.ShouldBe(YearVerdict.Answered));

    [Fact]
    public void Answers_come_in_the_order_of_the_undertakings() =>
        YearMatcher.Match([new("b", ItemKind.Plan, "新增停车位"), new("a", ItemKind.Problem, "普法方式单一")], report)
            .Select(answer => answer.Id).ShouldBe(["b", "a"]);

    [Fact]
    public void A_traditional_text_with_glosses_is_matched_and_its_offsets_are_its_own()
    {
        var source = "一、主要舉措和成效\n(一)規(guī)範行政執(zhí)法。舉(jǔ)辦執(zhí)法骨幹實戰培訓6期,參訓人員428人次。\n二、存在的不足\n一是執(zhí)法監(jiān)督不夠有力。\n三、2025年工作安排\n一是開展執(zhí)法監(jiān)督。\n";
        var answer = YearMatcher.Match([new("1", ItemKind.Plan, "举办执法骨干实战培训不少于4期")], ReportReader.Read(source))[0];

        answer.Evidence[0].Text.ShouldContain("6期");
        source[answer.Evidence[0].Start..answer.Evidence[0].End].ShouldBe(answer.Evidence[0].Text);
        answer.Verdict.ShouldBe(YearVerdict.Answered);
    }

    static YearAnswer Plan(string wording) => YearMatcher.Match([new("1", ItemKind.Plan, wording)], report)[0];

    static YearAnswer Problem(string wording) => YearMatcher.Match([new("1", ItemKind.Problem, wording)], report)[0];
}

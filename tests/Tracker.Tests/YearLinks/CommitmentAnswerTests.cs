using Tracker.Commitments;
using Tracker.Reports;
using Tracker.YearLinks;

namespace Tracker.Tests.YearLinks;

/// <summary>A promise with several targets is answered when all of them are.</summary>
public class CommitmentAnswerTests
{
    static readonly YearPassage Sentence = new("优良率为74.2%", 10, 19, 0.8);
    static readonly YearAnswer Whole = Answer(YearVerdict.Answered);

    [Fact]
    public void Without_targets_the_answer_to_the_whole_stands() => CommitmentAnswer.Combine(Whole, []).ShouldBe(Whole);

    [Theory]
    [InlineData(new[] { YearVerdict.Answered, YearVerdict.Answered }, YearVerdict.Answered)]
    [InlineData(new[] { YearVerdict.Answered, YearVerdict.NotMentioned }, YearVerdict.Partly)]
    [InlineData(new[] { YearVerdict.Partly, YearVerdict.NotMentioned }, YearVerdict.Partly)]
    [InlineData(new[] { YearVerdict.NotMentioned }, YearVerdict.Partly)]
    public void Targets_decide(YearVerdict[] targets, YearVerdict expected) =>
        CommitmentAnswer.Combine(Whole, [.. targets.Select(verdict => Answer(verdict))]).Verdict.ShouldBe(expected);

    [Fact]
    public void Where_nothing_is_spoken_of_nothing_is_answered()
    {
        var silent = Answer(YearVerdict.NotMentioned);
        CommitmentAnswer.Combine(silent, [silent, silent]).Verdict.ShouldBe(YearVerdict.NotMentioned);
        CommitmentAnswer.Combine(silent, [Answer(YearVerdict.RestatedOnly)]).Verdict.ShouldBe(YearVerdict.RestatedOnly);
    }

    [Fact]
    public void The_reason_counts_the_targets_and_compares_figures_and_a_passage_is_shown_once()
    {
        var answer = CommitmentAnswer.Combine(Whole, [Answer(YearVerdict.Partly, "承诺90%，报告74.2%。"), Answer(YearVerdict.Answered)]);
        answer.Reason.ShouldBe("目标 2 项，其中已交代 1 项。承诺90%，报告74.2%。");
        answer.Evidence.ShouldBe([Sentence]);
    }

    [Fact]
    public void Each_measure_and_each_target_is_answered_for_itself()
    {
        var later = ReportReader.Read("""
            某市人民政府2024年法治政府建设年度报告
            一、主要举措和成效
            开展行政执法案卷评查12次，案卷优良率为74.2%。
            二、存在的问题
            一是行政复议办案力量不足。
            三、下一年度工作安排
            建设行政执法监督平台。
            """);
        var promise = new CommitmentRegistered(Guid.CreateVersion7(), ItemKind.Problem, "某市人民政府", 2023, "行政执法案卷质量不高", "一是行政执法案卷质量不高。", "", 0, 13, null,
            ["开展行政执法案卷评查", "组织公职律师旁听庭审"], ["案卷优良率达90%以上"], null, new(Guid.CreateVersion7(), "苏督办", null, null));

        var answer = CommitmentAnswer.Of([promise, promise with { Measures = [], Targets = [] }], later);

        answer[0].Parts.Select(part => (part.Kind, part.Text, part.Verdict)).ShouldBe([
            (PartKind.Measure, "开展行政执法案卷评查", YearVerdict.Answered),
            (PartKind.Measure, "组织公职律师旁听庭审", YearVerdict.NotMentioned),
            (PartKind.Target, "案卷优良率达90%以上", YearVerdict.Partly),
        ]);
        answer[0].Parts[2].Reason.ShouldContain("74.2%");
        answer[1].Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("经济社会发展堵点还没有完全纾解", "经济社会发展堵点还没有完全纾解。优质公办学位紧缺，教育供给任务仍然艰巨。", true)]
    [InlineData("行政复议办案力量不足", "行政复议办案力量不足。优质公办学位紧缺，教育供给任务仍然艰巨。", false)]
    public void A_problem_whose_heading_names_no_matter_is_told_by_what_stands_under_it(string title, string original, bool named)
    {
        var later = ReportReader.Read("""
            某区人民政府2024年法治政府建设年度报告
            2024年，某区人民政府深入推进法治政府建设，现将有关情况报告如下。
            一、2024年推进法治政府建设的主要举措和成效
            （一）规范行政执法。完成行政执法案卷评查12次，评查案卷300册。
            （二）化解行政争议。受理行政复议案件86件，办结80件。
            二、2024年法治政府建设存在的不足和原因
            一是民生供给任务仍然艰巨，优质公办学位相对紧缺。
            三、2025年法治政府建设工作安排
            （一）建设行政执法监督平台，年内投入使用。
            （二）开展行政复议规范化建设。
            """);
        var problem = new CommitmentRegistered(Guid.CreateVersion7(), ItemKind.Problem, "某区人民政府", 2022, title, original, "", 0, original.Length, null,
            [], [], null, new(Guid.CreateVersion7(), "苏督办", null, null));

        CommitmentAnswer.Of([problem], later)[0].Whole.Recurring.ShouldBe(named);
    }

    static YearAnswer Answer(YearVerdict verdict, string reason = "报告的举措成效中已有对应内容。") =>
        new("x", verdict, reason, false, verdict is YearVerdict.NotMentioned ? [] : [Sentence], []);
}

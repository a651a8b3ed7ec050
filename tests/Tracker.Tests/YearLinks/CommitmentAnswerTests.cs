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

    static YearAnswer Answer(YearVerdict verdict, string reason = "报告的举措成效中已有对应内容。") =>
        new("x", verdict, reason, false, verdict is YearVerdict.NotMentioned ? [] : [Sentence], []);
}

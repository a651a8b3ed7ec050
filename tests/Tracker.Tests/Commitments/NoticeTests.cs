using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Tests.Commitments;

/// <summary>What a place may ask for beside a review: the head's word, a checklist, a public notice, another look.</summary>
public class NoticeTests : CommitmentSpecification
{
    static readonly DateOnly Today = new(2025, 6, 20);
    static readonly Circumstances Strict = new(Today, new(true, 7, ["材料对应标准", "数据已核对"]));
    static readonly CheckedPoint[] AllHeld = [new("材料对应标准", true), new("数据已核对", true)];
    static readonly CommitmentEvent[] Waiting = [.. Underway, Proof, Submitted with { NeedsCountersign = true }];
    static readonly ClosingPublished Published = new(Outcome.Done, null, new(2025, 6, 27), Reviewer.By, AllHeld);
    static readonly CommitmentEvent[] OnNotice = [.. InReview, Published];

    [Fact]
    public void Where_the_rules_ask_for_it_the_head_countersigns()
    {
        Given([.. Underway, Proof]);
        When(new SubmitClosing("已完成全部评查。").Under(Strict), Officer);
        Then(Submitted with { NeedsCountersign = true });
        When(new CountersignClosing("同意"), Head);
        Then(new ClosingCountersigned("同意", Head.By));
        When(new CountersignClosing("同意"), Head);
        ThenNothing();
        Fold([.. Waiting, new ClosingCountersigned(null, Head.By)]).Status.ShouldBe(CommitmentStatus.Submitted);
    }

    [Fact]
    public void A_head_who_applies_has_countersigned_thereby()
    {
        Given([.. Underway, Proof]);
        When(new SubmitClosing("已完成全部评查。").Under(Strict), Head);
        Then(new ClosingSubmitted("已完成全部评查。", Head.By));
    }

    [Fact]
    public void Nobody_countersigns_his_own_application()
    {
        Given(Waiting);
        When(new CountersignClosing(null), Officer with { Roles = [Role.DepartmentHead] });
        ThenRefused("countersigned-by-applicant");
    }

    [Fact]
    public void A_head_of_another_unit_does_not_countersign()
    {
        Given(Waiting);
        When(new CountersignClosing(null), Helper with { Roles = [Role.DepartmentHead] });
        ThenRefused("not-lead-unit");
    }

    [Fact]
    public void Before_the_heads_word_nothing_is_reviewed()
    {
        Given(Waiting);
        When(new CloseCommitment(Outcome.Done, null), Reviewer);
        ThenRefused("not-countersigned");
    }

    [Fact]
    public void What_is_not_countersigned_goes_back_with_the_reason()
    {
        Given(Waiting);
        When(new RefuseCountersign("数据不实"), Head);
        Then(new CountersignRefused("数据不实", Head.By));
        When(new RefuseCountersign("数据不实"), Head);
        ThenNothing();
        When(new ReportProgress("已更正", 90), Officer);
        Then(new CommitmentProgressed("已更正", 90, Officer.By));
    }

    [Fact]
    public void Every_point_of_the_checklist_is_gone_through()
    {
        Given(InReview);
        When(new CloseCommitment(Outcome.Done, null, [AllHeld[0]]).Under(Strict), Reviewer);
        ThenRefused("checklist-missing");
    }

    [Fact]
    public void What_does_not_hold_is_not_closed_as_done()
    {
        Given(InReview);
        When(new CloseCommitment(Outcome.Done, null, [AllHeld[0], new("数据已核对", false)]).Under(Strict), Reviewer);
        ThenRefused("checklist-not-held");
    }

    [Fact]
    public void A_reviewed_closing_is_posted_and_takes_effect_when_nobody_objects()
    {
        Given(InReview);
        When(new CloseCommitment(Outcome.Done, null, AllHeld).Under(Strict), Reviewer);
        Then(Published);
        When(new CloseCommitment(Outcome.Done, null, AllHeld).Under(Strict), Reviewer);
        ThenNothing();
        When(new EndNotice(Published.Until), Reviewer);
        ThenNothing();
        When(new EndNotice(Published.Until.AddDays(1)), Reviewer);
        Then(new CommitmentClosed(Outcome.Done, null, Reviewer.By, AllHeld, Published.Until));
        When(new EndNotice(Published.Until.AddDays(1)), Reviewer);
        ThenNothing();
    }

    [Fact]
    public void An_objection_holds_the_closing_until_it_is_answered()
    {
        Given(OnNotice);
        When(new ObjectToClosing("案卷仍不全", "来信人"), Supervisor);
        Then(new ClosingObjected("案卷仍不全", "来信人", Supervisor.By));
        When(new EndNotice(Published.Until.AddDays(1)), Reviewer);
        ThenNothing();
        When(new AnswerObjection(false, "所指案卷属另一区"), Reviewer);
        Then(new ObjectionAnswered(false, "所指案卷属另一区", Reviewer.By));
        When(new EndNotice(Published.Until.AddDays(1)), Reviewer);
        Then(new CommitmentClosed(Outcome.Done, null, Reviewer.By, AllHeld, Published.Until));
    }

    [Fact]
    public void An_objection_that_holds_sends_it_back()
    {
        Given([.. OnNotice, new ClosingObjected("案卷仍不全", null, Supervisor.By)]);
        When(new AnswerObjection(true, "抽查三卷缺两卷"), Reviewer);
        Then(new ObjectionAnswered(true, "抽查三卷缺两卷", Reviewer.By));
        When(new ReportProgress("已补齐", 100), Officer);
        Then(new CommitmentProgressed("已补齐", 100, Officer.By));
    }

    [Fact]
    public void Who_did_the_work_does_not_judge_the_objection()
    {
        Given([.. OnNotice, new ClosingObjected("案卷仍不全", null, Supervisor.By)]);
        When(new AnswerObjection(false, "不实"), Officer with { Roles = [Role.Reviewer] });
        ThenRefused("closer-did-the-work");
    }

    [Fact]
    public void During_the_notice_the_work_rests()
    {
        Given(OnNotice);
        When(new ReportProgress("再补充", 100), Officer);
        ThenRefused("on-notice");
    }

    [Fact]
    public void Another_look_that_finds_it_holding_is_told()
    {
        Given([.. InReview, Closed]);
        When(new ReinspectCommitment(true, "抽查十卷全部合格"), Reviewer);
        Then(new CommitmentReinspected(true, "抽查十卷全部合格", Reviewer.By));
        When(new ReinspectCommitment(true, "抽查十卷全部合格"), Reviewer);
        ThenNothing();
    }

    [Fact]
    public void Another_look_that_finds_it_not_holding_takes_it_up_again()
    {
        Given([.. InReview, Closed]);
        When(new ReinspectCommitment(false, "抽查十卷三卷不合格"), Supervisor);
        Then(new CommitmentReinspected(false, "抽查十卷三卷不合格", Supervisor.By), new CommitmentReopened("抽查十卷三卷不合格", Supervisor.By));
        When(new ReinspectCommitment(false, "抽查十卷三卷不合格"), Supervisor);
        ThenNothing();
    }

    [Fact]
    public void Only_what_was_closed_is_looked_at_again()
    {
        Given(Underway);
        When(new ReinspectCommitment(true, "现场"), Supervisor);
        ThenRefused("not-closed");
    }

    [Theory]
    [InlineData(-1, "limit-in-the-past")]
    [InlineData(365 * 30, "limit-too-far")]
    public void A_limit_lies_between_today_and_a_far_year(int days, string code)
    {
        CommitmentCommand[] commands =
        [
            new AssignCommitment(Roads, [], null, null, Today.AddDays(days), "全覆盖", RectificationKind.Phased),
            new RequestExtension(Today.AddDays(days), "理由"), new ChangeLimit(Today.AddDays(days), "理由"),
            new AddMeasure(new(Id, "培训", Roads, null, Today.AddDays(days))),
        ];
        foreach (var command in commands)
            Should.Throw<RefusalException>(() => command.Need(Strict)).Code.ShouldBe(code);
    }

    [Fact]
    public void Evidence_does_not_speak_for_a_day_to_come() =>
        Should.Throw<RefusalException>(() => new AttachEvidence("a.pdf", "", 1, "", Today.AddDays(1)).Need(Strict)).Code.ShouldBe("speaks-for-future");
}

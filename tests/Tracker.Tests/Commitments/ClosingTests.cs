using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;
using Tracker.YearLinks;

namespace Tracker.Tests.Commitments;

public class ClosingTests : CommitmentSpecification
{
    static readonly Actor InsideReviewer = Officer with { Roles = [Role.Reviewer] };

    [Fact]
    public void The_lead_unit_applies_for_closing_with_evidence()
    {
        Given([.. Underway, Proof]);
        When(new SubmitClosing("已完成全部评查。"), Officer);
        Then(Submitted);
        When(new SubmitClosing("已完成全部评查。"), Officer);
        ThenNothing();
    }

    [Fact]
    public void Without_evidence_there_is_no_closing()
    {
        Given(Underway);
        When(new SubmitClosing("已完成全部评查。"), Officer);
        ThenRefused("evidence-missing");
    }

    [Fact]
    public void A_co_unit_does_not_apply_for_closing()
    {
        Given([.. Underway, Proof]);
        When(new SubmitClosing("已完成"), Helper);
        ThenRefused("not-lead-unit");
    }

    [Fact]
    public void A_closing_needs_a_statement()
    {
        Given([.. Underway, Proof]);
        When(new SubmitClosing(""), Officer);
        ThenRefused("statement-missing");
    }

    [Fact]
    public void A_reviewer_of_another_unit_closes()
    {
        Given(InReview);
        When(new CloseCommitment(Outcome.Done, null), Reviewer);
        Then(Closed);
        When(new CloseCommitment(Outcome.Done, null), Reviewer);
        ThenNothing();
    }

    [Fact]
    public void Nobody_closes_what_his_own_unit_did()
    {
        Given(InReview);
        When(new CloseCommitment(Outcome.Done, null), InsideReviewer);
        ThenRefused("closer-did-the-work");
    }

    [Fact]
    public void A_unit_that_handed_it_on_does_not_close_it_either()
    {
        Given([.. Underway, new CommitmentReassigned(Parks, [], null, "职能已划转", Supervisor.By), new AssignmentAccepted(Helper.By), Proof, Submitted]);
        When(new CloseCommitment(Outcome.Done, null), InsideReviewer);
        ThenRefused("closer-did-the-work");
    }

    [Fact]
    public void What_was_not_submitted_is_not_closed_as_done()
    {
        Given([.. Underway, Proof]);
        When(new CloseCommitment(Outcome.Done, null), Reviewer);
        ThenRefused("not-submitted");
    }

    [Fact]
    public void Ending_without_being_done_needs_a_reason()
    {
        Given(Underway);
        When(new CloseCommitment(Outcome.NotDone, null), Reviewer);
        ThenRefused("reason-missing");
    }

    [Fact]
    public void It_may_end_without_being_done()
    {
        Given(Underway);
        When(new CloseCommitment(Outcome.Superseded, "并入另一事项"), Reviewer);
        Then(new CommitmentClosed(Outcome.Superseded, "并入另一事项", Reviewer.By));
    }

    [Fact]
    public void A_closing_is_returned_with_what_is_missing_and_the_unit_goes_on()
    {
        Given(InReview);
        When(new ReturnClosing("缺培训签到表"), Reviewer);
        Then(new ClosingReturned("缺培训签到表", Reviewer.By));
        When(new ReturnClosing("缺培训签到表"), Reviewer);
        ThenNothing();
        When(new ReportProgress("已补签到表", 100), Officer);
        Then(new CommitmentProgressed("已补签到表", 100, Officer.By));
    }

    [Fact]
    public void A_return_says_what_is_missing()
    {
        Given(InReview);
        When(new ReturnClosing(""), Reviewer);
        ThenRefused("missing-missing");
    }

    [Fact]
    public void Only_what_was_submitted_is_returned()
    {
        Given(Underway);
        When(new ReturnClosing("缺材料"), Reviewer);
        ThenRefused("not-submitted");
    }

    [Fact]
    public void A_closing_that_did_not_hold_is_reopened()
    {
        Given([.. InReview, Closed]);
        When(new ReopenCommitment("回头看发现反弹"), Supervisor);
        Then(new CommitmentReopened("回头看发现反弹", Supervisor.By));
        When(new ReopenCommitment("回头看发现反弹"), Supervisor);
        ThenNothing();
    }

    [Fact]
    public void Reopening_needs_a_reason()
    {
        Given([.. InReview, Closed]);
        When(new ReopenCommitment(""), Supervisor);
        ThenRefused("reason-missing");
    }

    [Fact]
    public void A_reviewer_settles_what_the_next_report_said()
    {
        var later = Guid.CreateVersion7();
        Given([.. InReview, Closed, new YearMatchSuggested(later, 2025, YearVerdict.Partly, "报告 74.2%", false, [], [], Supervisor.By)]);
        When(new DecideYearMatch(later, YearVerdict.Answered, "已核对"), Reviewer);
        Then(new YearMatchDecided(later, 2025, YearVerdict.Answered, "已核对", Reviewer.By));
        When(new DecideYearMatch(later, YearVerdict.Answered, "已核对"), Reviewer);
        ThenNothing();
    }

    [Fact]
    public void Without_a_later_report_there_is_nothing_to_settle()
    {
        Given(InReview);
        When(new DecideYearMatch(Guid.CreateVersion7(), YearVerdict.Answered, null), Reviewer);
        ThenRefused("no-year-match");
    }
}

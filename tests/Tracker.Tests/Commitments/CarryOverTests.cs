using Tracker.Commitments;
using Tracker.Reports;
using Tracker.YearLinks;

namespace Tracker.Tests.Commitments;

public class CarryOverTests : CommitmentSpecification
{
    static readonly Guid Later = Guid.CreateVersion7();
    static readonly Guid To = Guid.CreateVersion7();
    static readonly CommitmentCarriedOver Carried = new(To, Later, 2025, "设备未到", Supervisor.By);
    static readonly CarryOverCommitment Carry = new(To, Later, 2025, "设备未到");

    [Fact]
    public void What_is_not_done_goes_on_in_the_new_year()
    {
        Given(Underway);
        When(Carry, Supervisor);
        Then(Carried);
        When(Carry, Supervisor);
        ThenNothing();
    }

    [Fact]
    public void What_was_ended_without_being_done_may_go_on()
    {
        Given([.. Underway, new CommitmentClosed(Outcome.NotDone, "未立项", Reviewer.By)]);
        When(Carry, Reviewer);
        Then(Carried with { By = Reviewer.By });
    }

    [Theory]
    [InlineData(Outcome.Done)]
    [InlineData(Outcome.Partly)]
    [InlineData(Outcome.Superseded)]
    public void What_is_closed_is_not_carried_over(Outcome outcome)
    {
        Given([.. InReview, Closed with { Outcome = outcome }]);
        When(Carry, Supervisor);
        ThenRefused("commitment-closed");
    }

    [Fact]
    public void It_goes_to_one_commitment_only()
    {
        Given([.. Underway, Carried]);
        When(Carry with { To = Guid.CreateVersion7() }, Supervisor);
        ThenRefused("commitment-carried-over");
    }

    [Fact]
    public void It_goes_to_a_later_year_only()
    {
        Given(Underway);
        When(Carry with { Year = 2024 }, Supervisor);
        ThenRefused("carry-over-not-later");
    }

    [Fact]
    public void A_commitment_is_not_carried_over_into_itself()
    {
        Given(Underway);
        When(Carry with { To = Id }, Supervisor);
        ThenRefused("carry-over-to-itself");
    }

    [Fact]
    public void Work_goes_on_in_the_new_commitment_only()
    {
        Given([.. Underway, Carried]);
        When(new ReportProgress("采购完成", 50), Officer);
        ThenRefused("commitment-carried-over");
    }

    [Fact]
    public void A_carry_over_by_mistake_is_reopened()
    {
        Given([.. Underway, Carried]);
        When(new ReopenCommitment("误操作"), Supervisor);
        Then(new CommitmentReopened("误操作", Supervisor.By));
        When(Carry, Supervisor);
        Then(Carried);
    }

    [Fact]
    public void A_reviewer_says_whether_a_later_report_names_the_same_problem()
    {
        var passage = new YearPassage("执法监督仍有短板", 5, 13, 0.7);
        Given([.. Underway, new ProblemNamedAgain(Later, 2026, [passage], Supervisor.By)]);
        When(new DecideRecurrence(Later, false, "是另一问题"), Reviewer);
        Then(new RecurrenceDecided(Later, 2026, false, "是另一问题", Reviewer.By));
        When(new DecideRecurrence(Later, false, "是另一问题"), Reviewer);
        ThenNothing();
        When(new DecideRecurrence(To, true, null), Reviewer);
        ThenRefused("no-recurrence");
    }

    [Fact]
    public void The_new_commitments_id_follows_from_both() =>
        new[] { CarryOver.IdOf(Id, Later), CarryOver.IdOf(Later, Id), CarryOver.IdOf(Id, To) }.ShouldBeUnique();
}

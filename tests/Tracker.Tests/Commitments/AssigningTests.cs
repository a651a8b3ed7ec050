using Tracker.Commitments;

namespace Tracker.Tests.Commitments;

public class AssigningTests : CommitmentSpecification
{
    static readonly AssignCommitment ToRoads = new(Roads, [Parks], null, "副市长", Due, "案卷评查全覆盖", RectificationKind.Phased);

    [Fact]
    public void A_registered_commitment_is_assigned()
    {
        Given(Registered);
        When(ToRoads, Supervisor);
        Then(Assigned);
        When(ToRoads, Supervisor);
        ThenNothing();
    }

    [Fact]
    public void Before_acceptance_it_may_be_assigned_elsewhere()
    {
        Given(Registered, Assigned);
        When(ToRoads with { Lead = Parks, With = [] }, Supervisor);
        Then(Assigned with { Lead = Parks, With = [] });
    }

    [Fact]
    public void After_acceptance_it_is_not_assigned_anew()
    {
        Given(Underway);
        When(ToRoads with { Lead = Parks, With = [] }, Supervisor);
        ThenRefused("already-accepted");
    }

    [Fact]
    public void A_closed_commitment_is_not_assigned()
    {
        Given([.. InReview, Closed]);
        When(ToRoads with { Lead = Parks, With = [] }, Supervisor);
        ThenRefused("commitment-closed");
    }

    [Fact]
    public void Without_a_standard_of_completion_nothing_is_assigned()
    {
        Given(Registered);
        When(ToRoads with { Standard = " " }, Supervisor);
        ThenRefused("standard-missing");
    }

    [Fact]
    public void The_lead_unit_is_no_co_unit()
    {
        Given(Registered);
        When(ToRoads with { With = [Roads] }, Supervisor);
        ThenRefused("lead-is-co-unit");
    }

    [Fact]
    public void Another_unit_takes_over_and_must_sign_for_it()
    {
        Given(Underway);
        When(new ReassignCommitment(Parks, [], null, "职能已划转"), Supervisor);
        Then(new CommitmentReassigned(Parks, [], null, "职能已划转", Supervisor.By));
        When(new ReassignCommitment(Parks, [], null, "职能已划转"), Supervisor);
        ThenNothing();
        When(new ReportProgress("继续办理", 10), Helper);
        ThenRefused("not-accepted");
    }

    [Fact]
    public void Passing_on_needs_an_assignment_and_a_reason()
    {
        Given(Registered);
        When(new ReassignCommitment(Parks, [], null, "职能已划转"), Supervisor);
        ThenRefused("not-assigned");
    }

    [Fact]
    public void The_lead_unit_signs_for_it()
    {
        Given(Registered, Assigned);
        When(new AcceptAssignment(), Officer);
        Then(Accepted);
        When(new AcceptAssignment(), Officer);
        ThenNothing();
    }

    [Fact]
    public void A_co_unit_does_not_sign_for_it()
    {
        Given(Registered, Assigned);
        When(new AcceptAssignment(), Helper);
        ThenRefused("not-lead-unit");
    }

    [Fact]
    public void What_is_not_assigned_is_not_signed_for()
    {
        Given(Registered);
        When(new AcceptAssignment(), Officer);
        ThenRefused("not-assigned");
    }

    [Fact]
    public void The_lead_unit_declines_with_a_reason_and_it_waits_to_be_assigned()
    {
        Given(Registered, Assigned);
        When(new DeclineAssignment("不属本局职责"), Officer);
        Then(new AssignmentDeclined("不属本局职责", Officer.By));
        When(new DeclineAssignment("不属本局职责"), Officer);
        ThenNothing();
    }

    [Fact]
    public void Declining_without_a_reason_is_refused()
    {
        Given(Registered, Assigned);
        When(new DeclineAssignment(""), Officer);
        ThenRefused("reason-missing");
    }

    [Fact]
    public void What_was_accepted_is_not_declined()
    {
        Given(Underway);
        When(new DeclineAssignment("不属本局职责"), Officer);
        ThenRefused("already-accepted");
    }
}

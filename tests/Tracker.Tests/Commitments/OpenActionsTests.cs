using Tracker.Commitments;
using Tracker.People;
using static Tracker.Commitments.CommitmentAction;

namespace Tracker.Tests.Commitments;

public class OpenActionsTests : CommitmentSpecification
{
    static readonly CommitmentEvent[][] Histories =
    [
        [Registered], [Registered, Assigned], Underway, [.. Underway, Proof], InReview, [.. InReview, new ClosingReturned("缺评查通报", Reviewer.By)],
        [.. InReview, Closed], [.. Underway, new ExtensionRequested(Due.AddDays(30), "设备未到", Officer.By)], [Registered, Assigned, new AssignmentDeclined("不属职责", Officer.By)],
    ];

    static readonly Actor[] People = [Supervisor, Officer, Helper, Stranger, Reviewer, Officer with { Roles = [Role.Reviewer] }, Supervisor with { Roles = [Role.Reader] }];

    [Fact]
    public void A_supervisor_dispatches_what_is_registered() => Open(Supervisor, Registered).ShouldBe([Assign, Comment]);

    [Fact]
    public void The_lead_unit_signs_or_declines() => Open(Officer, Registered, Assigned).ShouldBe([Accept, Decline, Comment]);

    [Fact]
    public void A_co_unit_reports_and_does_not_decide() => Open(Helper, Underway).ShouldBe([Progress, AttachEvidence, Comment]);

    [Fact]
    public void Closing_is_applied_for_once_there_is_evidence()
    {
        Open(Officer, Underway).ShouldBe([Progress, AttachEvidence, RequestExtension, Comment]);
        Open(Officer, [.. Underway, Proof]).ShouldContain(Submit);
    }

    [Fact]
    public void An_extension_is_decided_where_it_was_asked_for()
    {
        CommitmentEvent[] asked = [.. Underway, new ExtensionRequested(Due.AddDays(30), "设备未到", Officer.By)];
        Open(Supervisor, asked).ShouldBe([GrantExtension, RefuseExtension, ChangeLimit, Reassign, Comment]);
        Open(Supervisor, Underway).ShouldBe([ChangeLimit, Reassign, Comment]);
    }

    [Fact]
    public void A_reviewer_of_another_unit_closes_or_returns()
    {
        Open(Reviewer, InReview).ShouldBe([Return, Close, Comment]);
        Open(Officer with { Roles = [Role.Reviewer] }, InReview).ShouldBe([Comment]);
    }

    [Fact]
    public void Without_an_application_a_reviewer_only_ends_it() =>
        OpenActions.OutcomesFor(State(Underway), Reviewer).ShouldBe([Outcome.NotDone, Outcome.Superseded]);

    [Fact]
    public void What_is_closed_can_only_be_reopened_or_commented_on() => Open(Supervisor, [.. InReview, Closed]).ShouldBe([Reopen, Comment]);

    [Fact]
    public void A_stranger_is_offered_nothing() => Histories.ShouldAllBe(history => OpenActions.Of(State(history), Stranger).Count == 0);

    [Fact]
    public void Nothing_that_is_offered_is_refused_and_nothing_else_would_do_anything()
    {
        foreach (var history in Histories)
            foreach (var person in People)
            {
                var (state, open) = (State(history), OpenActions.Of(State(history), person));
                foreach (var (act, command) in Typed(state))
                    Does(command, state, person).ShouldBe(open.Contains(act), $"{act} by {person.Name} ({person.Roles[0]}) in {state.Status}");
            }
    }

    // As people type them, unlike the examples that the offer is made from.
    static IEnumerable<(CommitmentAction, CommitmentCommand)> Typed(Commitment state) =>
    [
        (Assign, new AssignCommitment(Audit, [Parks], new(Guid.CreateVersion7(), "新承办"), "副市长", new(2026, 1, 31), "抽查合格率95%", RectificationKind.Immediate)),
        (Accept, new AcceptAssignment()),
        (Decline, new DeclineAssignment("不属本局职责")),
        (Progress, new ReportProgress("已评查三批案卷", 60)),
        (AttachEvidence, new AttachEvidence("材料.pdf", new string('b', 64), 20, "application/pdf", Due)),
        (Submit, new SubmitClosing("已对照完成标准逐项完成")),
        (RequestExtension, new RequestExtension(Due.AddDays(45), "设备未到")),
        (GrantExtension, new GrantExtension("同意")),
        (RefuseExtension, new RefuseExtension("可先抽调人员")),
        (Return, new ReturnClosing("缺第二批通报")),
        (Close, new CloseCommitment(state.Status is CommitmentStatus.Submitted ? Outcome.Done : Outcome.NotDone, "已核对")),
        (ChangeLimit, new ChangeLimit(Due.AddDays(10), "统一部署")),
        (Reassign, new ReassignCommitment(Audit, [Parks], null, "职能划转")),
        (Reopen, new ReopenCommitment("回头看发现反弹")),
        (Comment, new CommentOnCommitment("请抓紧")),
    ];

    static bool Does(CommitmentCommand command, Commitment state, Actor person)
    {
        if (!person.MaySee(state) || !person.May(command.Needs)) return false;
        try
        {
            return command.Decide(state, person).Count > 0;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    static IReadOnlyList<CommitmentAction> Open(Actor person, params CommitmentEvent[] history) => OpenActions.Of(State(history), person);

    static Commitment State(CommitmentEvent[] history) => Tracker.EventStore.Aggregate.Fold<Commitment, CommitmentEvent>(Id, history);
}

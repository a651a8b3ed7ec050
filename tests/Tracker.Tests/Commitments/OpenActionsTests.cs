using Tracker.Commitments;
using Tracker.People;
using Act = Tracker.Commitments.CommitmentAction;

namespace Tracker.Tests.Commitments;

public class OpenActionsTests : CommitmentSpecification
{
    static readonly CommitmentEvent[][] Histories =
    [
        [Registered], [Registered, Assigned], Underway, [.. Underway, Proof], InReview, [.. InReview, new ClosingReturned("缺评查通报", Reviewer.By)],
        [.. InReview, Closed], [.. Underway, new CommitmentCarriedOver(Audit.Id, Parks.Id, 2025, null, Supervisor.By)], [.. Underway, new ExtensionRequested(Due.AddDays(30), "设备未到", Officer.By)], [Registered, Assigned, new AssignmentDeclined("不属职责", Officer.By)],
    ];

    static readonly AssignedMeasure Step = new(Guid.CreateVersion7(), "修订办法", Roads, null, Due.AddDays(-60));
    static readonly ClosingPublished Published = new(Outcome.Done, null, Due.AddDays(7), Reviewer.By);
    static readonly CommitmentEvent[][] Further =
    [
        [Registered, Assigned with { Measures = [Step] }, Accepted], [.. Underway, Proof, Submitted with { NeedsCountersign = true }],
        [.. InReview, Published], [.. InReview, Published, new ClosingObjected("仍有缺口", null, Supervisor.By)],
    ];

    static readonly Actor[] People = [Supervisor, Officer, Helper, Stranger, Reviewer, Officer with { Roles = [Role.Reviewer] }, Supervisor with { Roles = [Role.Reader] }, Head];

    [Fact]
    public void A_supervisor_dispatches_what_is_registered() => Open(Supervisor, Registered).ShouldBe([Act.Assign, Act.Comment]);

    [Fact]
    public void The_lead_unit_signs_or_declines() => Open(Officer, Registered, Assigned).ShouldBe([Act.Accept, Act.Decline, Act.Comment]);

    [Fact]
    public void A_co_unit_reports_and_does_not_decide() => Open(Helper, Underway).ShouldBe([Act.Progress, Act.AttachEvidence, Act.Comment]);

    [Fact]
    public void Closing_is_applied_for_once_there_is_evidence()
    {
        Open(Officer, Underway).ShouldBe([Act.Progress, Act.AttachEvidence, Act.RequestExtension, Act.Comment]);
        Open(Officer, [.. Underway, Proof]).ShouldContain(Act.Submit);
    }

    [Fact]
    public void An_extension_is_decided_where_it_was_asked_for()
    {
        CommitmentEvent[] asked = [.. Underway, new ExtensionRequested(Due.AddDays(30), "设备未到", Officer.By)];
        Open(Supervisor, asked).ShouldBe([Act.GrantExtension, Act.RefuseExtension, Act.ChangeLimit, Act.AddMeasure, Act.Reassign, Act.Comment]);
        Open(Supervisor, Underway).ShouldBe([Act.ChangeLimit, Act.AddMeasure, Act.Reassign, Act.Comment]);
    }

    [Fact]
    public void A_reviewer_of_another_unit_closes_or_returns()
    {
        Open(Reviewer, InReview).ShouldBe([Act.Close, Act.Return, Act.Comment]);
        Open(Officer with { Roles = [Role.Reviewer] }, InReview).ShouldBe([Act.Comment]);
    }

    [Fact]
    public void Without_an_application_a_reviewer_only_ends_it() =>
        OpenActions.OutcomesFor(State(Underway), Reviewer).ShouldBe([Outcome.NotDone, Outcome.Superseded]);

    [Fact]
    public void What_is_closed_can_only_be_reopened_or_commented_on() => Open(Supervisor, [.. InReview, Closed]).ShouldBe([Act.Reinspect, Act.Reopen, Act.Comment]);

    [Fact]
    public void The_head_of_the_lead_unit_countersigns_what_waits_for_it()
    {
        Open(Head, Further[1]).ShouldBe([Act.Countersign, Act.RefuseCountersign, Act.AttachEvidence, Act.RequestExtension, Act.Comment]);
        Open(Officer, Further[1]).ShouldBe([Act.AttachEvidence, Act.RequestExtension, Act.Comment]);
        Open(Reviewer, Further[1]).ShouldBe([Act.Close, Act.Comment]);
        OpenActions.OutcomesFor(State(Further[1]), Reviewer).ShouldBe([Outcome.NotDone, Outcome.Superseded]);
    }

    [Fact]
    public void During_a_public_notice_objections_are_taken_and_answered()
    {
        Open(Supervisor, Further[2]).ShouldBe([Act.ChangeLimit, Act.TakeObjection, Act.Reassign, Act.Comment]);
        Open(Reviewer, Further[3]).ShouldBe([Act.Close, Act.AnswerObjection, Act.Comment]);
        Open(Officer, Further[2]).ShouldBe([Act.Comment]);
    }

    [Fact]
    public void A_stranger_is_offered_nothing() => Histories.ShouldAllBe(history => OpenActions.Of(State(history), Stranger).Count == 0);

    [Fact]
    public void Nothing_that_is_offered_is_refused_and_nothing_else_would_do_anything()
    {
        foreach (var history in Histories.Concat(Further))
            foreach (var person in People)
            {
                var (state, open) = (State(history), OpenActions.Of(State(history), person));
                foreach (var (act, command) in Typed(state))
                    Does(command, state, person).ShouldBe(open.Contains(act), $"{act} by {person.Name} ({person.Roles[0]}) in {state.Status}");
            }
    }

    // As people type them, unlike the examples that the offer is made from.
    static IEnumerable<(Act, CommitmentCommand)> Typed(Commitment state) =>
    [
        (Act.Assign, new AssignCommitment(Audit, [Parks], new(Guid.CreateVersion7(), "新承办"), "副市长", new(2026, 1, 31), "抽查合格率95%", RectificationKind.Immediate)),
        (Act.Accept, new AcceptAssignment()),
        (Act.Decline, new DeclineAssignment("不属本局职责")),
        (Act.Progress, new ReportProgress("已评查三批案卷", state.Measures.IsEmpty ? 60 : null)),
        (Act.AttachEvidence, new AttachEvidence("材料.pdf", new string('b', 64), 20, "application/pdf", Due)),
        (Act.Submit, new SubmitClosing("已对照完成标准逐项完成")),
        (Act.RequestExtension, new RequestExtension(Due.AddDays(45), "设备未到")),
        (Act.GrantExtension, new GrantExtension("同意")),
        (Act.RefuseExtension, new RefuseExtension("可先抽调人员")),
        (Act.Return, new ReturnClosing("缺第二批通报")),
        (Act.Close, new CloseCommitment(state.Status is CommitmentStatus.Submitted ? Outcome.Done : Outcome.NotDone, "已核对")),
        (Act.ChangeLimit, new ChangeLimit(Due.AddDays(10), "统一部署")),
        (Act.Reassign, new ReassignCommitment(Audit, [Parks], null, "职能划转")),
        (Act.Reopen, new ReopenCommitment("回头看发现反弹")),
        (Act.Comment, new CommentOnCommitment("请抓紧")),
        (Act.Countersign, new CountersignClosing("同意上报")), (Act.RefuseCountersign, new RefuseCountersign("数据不实")),
        (Act.TakeObjection, new ObjectToClosing("窗口仍排队", "来信人")), (Act.AnswerObjection, new AnswerObjection(false, "已到现场核实")),
        (Act.Reinspect, new ReinspectCommitment(false, "现场又见排队")),
        (Act.AddMeasure, new AddMeasure(new(Guid.CreateVersion7(), "增设窗口", Audit, null, state.DueOn ?? Due))),
        (Act.DropMeasure, new DropMeasure(state.Measures.FirstOrDefault()?.Id ?? Guid.CreateVersion7(), "不再需要")),
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

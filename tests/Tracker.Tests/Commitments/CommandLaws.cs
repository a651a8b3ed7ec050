using FsCheck;
using FsCheck.Fluent;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Outcome = Tracker.Commitments.Outcome;

namespace Tracker.Tests.Commitments;

/// <summary>What holds for every sequence of commands, in whatever order people click.</summary>
public class CommandLaws : CommitmentSpecification
{
    static readonly Actor[] Actors =
    [
        Supervisor, Officer, Helper, Stranger, Reviewer,
        Officer with { Roles = [Role.DepartmentOfficer, Role.Supervisor, Role.Reviewer] },
        Helper with { Roles = [Role.Reviewer] },
        Officer with { Id = Guid.CreateVersion7(), Name = "严局长", Roles = [Role.DepartmentHead] },
    ];

    static readonly AssignedMeasure First = new(Guid.CreateVersion7(), "修订办法", Roads, null, Due.AddDays(-60));
    static readonly AssignedMeasure Second = new(Guid.CreateVersion7(), "抽查案卷", Audit, null, Due);

    static readonly CommitmentCommand[] Commands =
    [
        new AssignCommitment(Roads, [Parks], null, null, Due, "全覆盖", RectificationKind.Phased),
        new AssignCommitment(Parks, [], null, null, Due, "全覆盖", RectificationKind.Immediate),
        new AssignCommitment(Roads, [], null, null, Due, "全覆盖", RectificationKind.Phased, [First, Second]),
        new AddMeasure(First), new AddMeasure(Second), new DropMeasure(First.Id, "不再需要"),
        new ReportProgress("修订完成", 100, First.Id), new ReportProgress("抽查过半", 50, Second.Id),
        new RequestExtension(Due.AddDays(-10), "征求意见", First.Id), new ChangeLimit(Due.AddDays(-20), "提前", First.Id),
        new SubmitClosing("说明") { Countersign = true }, new CountersignClosing(null), new RefuseCountersign("不实"),
        new CloseCommitment(Outcome.Done, null) { NoticeUntil = Due.AddDays(7) }, new ObjectToClosing("不实", null), new AnswerObjection(true, "属实"),
        new AnswerObjection(false, "不属实"), new EndNotice(Due.AddDays(8)), new ReinspectCommitment(true, "到位"), new ReinspectCommitment(false, "反弹"),
        new ReassignCommitment(Parks, [Roads], null, "划转"),
        new AcceptAssignment(), new DeclineAssignment("不属职责"),
        new ReportProgress("进展", 40), new ReportProgress("再进展", null),
        new AttachEvidence("证明.pdf", new string('c', 64), 9, "application/pdf", null),
        new RequestExtension(Due.AddDays(9), "理由"), new GrantExtension(null), new RefuseExtension("理由"), new ChangeLimit(Due.AddDays(3), "理由"),
        new SubmitClosing("说明"), new ReturnClosing("缺材料"),
        new CloseCommitment(Outcome.Done, null), new CloseCommitment(Outcome.NotDone, "理由"),
        new ReopenCommitment("反弹"), new CommentOnCommitment("留言"),
    ];

    static readonly Arbitrary<(int Command, int Actor)[]> Sequences = Gen.Choose(0, Commands.Length - 1).Zip(Gen.Choose(0, Actors.Length - 1))
        .Select(pair => (pair.Item1, pair.Item2)).ArrayOf().Resize(60).ToArbitrary();

    [Fact]
    public void Any_sequence_that_the_commands_allow_folds_and_replays_to_the_same_state() =>
        Prop.ForAll(Sequences, steps =>
        {
            var (history, state) = Play(steps);
            Aggregate.Fold<Commitment, CommitmentEvent>(Id, history).ShouldBeEquivalentTo(state);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_closed_by_a_unit_that_worked_on_it() =>
        Prop.ForAll(Sequences, steps =>
        {
            var (history, _) = Play(steps);
            var worked = new HashSet<Guid>();
            foreach (var e in history)
            {
                if (e is CommitmentAssigned a) worked.UnionWith([a.Lead.Id, .. a.With.Select(unit => unit.Id)]);
                if (e is CommitmentReassigned r) worked.UnionWith([r.Lead.Id, .. r.With.Select(unit => unit.Id)]);
                if (e is MeasureAdded added) worked.Add(added.Measure.Unit.Id);
                if (e is CommitmentAssigned { Measures: { } measures }) worked.UnionWith(measures.Select(measure => measure.Unit.Id));
                if (e is CommitmentClosed { NoticedUntil: null } or ClosingPublished or ObjectionAnswered or CommitmentReinspected) worked.ShouldNotContain(e.By.UnitId!.Value);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_closed_as_done_without_evidence_and_an_application() =>
        Prop.ForAll(Sequences, steps =>
        {
            var (history, _) = Play(steps);
            for (var i = 0; i < history.Count; i++)
            {
                if (history[i] is not CommitmentClosed { Outcome: Outcome.Done }) continue;
                history.Take(i).ShouldContain(e => e is EvidenceAttached);
                var submitted = history.Take(i).Last(e => e is ClosingSubmitted or ClosingReturned or CountersignRefused or CommitmentReopened or CommitmentReassigned).ShouldBeOfType<ClosingSubmitted>();
                if (submitted.NeedsCountersign is true) history.Skip(history.IndexOf(submitted)).Take(i).ShouldContain(e => e is ClosingCountersigned);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_closing_after_a_public_notice_is_the_reviewers_and_met_no_objection_that_holds() =>
        Prop.ForAll(Sequences, steps =>
        {
            var (history, _) = Play(steps);
            for (var i = 0; i < history.Count; i++)
            {
                if (history[i] is not CommitmentClosed { NoticedUntil: not null } closed) continue;
                var published = history.Take(i).OfType<ClosingPublished>().Last();
                closed.By.ShouldBe(published.By);
                history.Take(i).Skip(history.LastIndexOf(published)).Count(e => e is ClosingObjected).ShouldBe(history.Take(i).Skip(history.LastIndexOf(published)).Count(e => e is ObjectionAnswered { Upheld: false }));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_nearest_limit_that_events_tell_is_that_of_the_measures_still_open() =>
        Prop.ForAll(Sequences, steps =>
        {
            var (history, _) = Play(steps);
            var state = Commitment.Create(Id, Registered);
            foreach (var e in history.Skip(1))
            {
                state = state.Apply(e);
                var told = e switch
                {
                    MeasureAdded x => x.NextDueOn, MeasureDropped x => x.NextDueOn, CommitmentProgressed x => x.NextDueOn,
                    ExtensionGranted x => x.NextDueOn, DueDateChanged x => x.NextDueOn, _ => null,
                };
                if (told is not null) told.ShouldBe(state.NextDueOn);
                state.Measures.ShouldAllBe(measure => measure.IsDone || measure.DueOn <= state.DueOn);
                if (state.Lead is { } lead) state.Measures.ShouldAllBe(measure => measure.Unit.Id == lead.Id || state.With.Any(unit => unit.Id == measure.Unit.Id));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_command_without_its_right_does_nothing_whoever_asks()
    {
        foreach (var actor in Actors)
            foreach (var command in Commands.Where(command => !actor.May(command.Needs)))
                Should.Throw<ForbiddenException>(() => actor.Need(command.Needs));
    }

    static (List<CommitmentEvent> History, Commitment State) Play((int Command, int Actor)[] steps)
    {
        var history = new List<CommitmentEvent> { Registered };
        var state = Commitment.Create(Id, Registered);
        foreach (var (command, actor) in steps)
        {
            if (!Actors[actor].May(Commands[command].Needs)) continue;
            try
            {
                foreach (var e in Commands[command].Decide(state, Actors[actor]))
                {
                    history.Add(e);
                    state = state.Apply(e);
                }
            }
            catch (RefusalException refusal)
            {
                refusal.Code.ShouldNotBeNullOrEmpty();
            }
        }
        return (history, state);
    }
}

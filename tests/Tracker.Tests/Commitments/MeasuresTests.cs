using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Tests.Commitments;

public class MeasuresTests : CommitmentSpecification
{
    static readonly AssignedMeasure Draft = new(Guid.CreateVersion7(), "修订裁量基准", Roads, null, new(2025, 3, 31));
    static readonly AssignedMeasure Train = new(Guid.CreateVersion7(), "培训执法人员", Audit, new(Guid.CreateVersion7(), "考核办承办人"), new(2025, 5, 31));
    static readonly CommitmentEvent[] Split = [Registered, Assigned with { With = [Parks, Audit], Measures = [Draft, Train] }, Accepted];
    static readonly CommitmentRegistered WithTarget = Registered with { Targets = ["案卷合格率达到90%以上"] };

    [Fact]
    public void A_dispatch_names_measures_and_their_units_help_from_then_on()
    {
        Given(Registered);
        When(new AssignCommitment(Roads, [Parks], null, "副市长", Due, "案卷评查全覆盖", RectificationKind.Phased, [Draft, Train]), Supervisor);
        Then(Assigned with { With = [Parks, Audit], Measures = [Draft, Train] });
        When(new AssignCommitment(Roads, [Parks], null, "副市长", Due, "案卷评查全覆盖", RectificationKind.Phased, [Draft, Train]), Supervisor);
        ThenNothing();
    }

    [Fact]
    public void A_measure_is_not_due_after_the_whole()
    {
        Given(Registered);
        When(new AssignCommitment(Roads, [], null, null, Due, "全覆盖", RectificationKind.Phased, [Draft with { DueOn = Due.AddDays(1) }]), Supervisor);
        ThenRefused("measure-after-limit");
    }

    [Fact]
    public void The_light_is_the_worst_of_the_open_measures()
    {
        var today = new DateOnly(2025, 4, 10);
        LedgerQuery.LightOf(CommitmentStatus.Underway, Fold(Split).NextDueOn, today).ShouldBe(Light.Red);
        var done = Fold([.. Split, new CommitmentProgressed("已印发", 100, Officer.By, Draft.Id)]);
        done.NextDueOn.ShouldBe(Train.DueOn);
        LedgerQuery.LightOf(CommitmentStatus.Underway, done.NextDueOn, today).ShouldBe(Light.Green);
    }

    [Fact]
    public void Progress_of_a_measure_is_that_of_the_whole_by_its_share()
    {
        Given(Split);
        When(new ReportProgress("已印发", 100, Draft.Id), Officer);
        Then(new CommitmentProgressed("已印发", 100, Officer.By, Draft.Id, Overall: 50, NextDueOn: Train.DueOn));
    }

    [Fact]
    public void With_measures_the_whole_has_no_percentage_of_its_own()
    {
        Given(Split);
        When(new ReportProgress("整体过半", 60), Officer);
        ThenRefused("percent-by-measure");
    }

    [Fact]
    public void A_co_unit_reports_on_its_own_measure_only()
    {
        Given(Split);
        When(new ReportProgress("已印发", 100, Draft.Id), Helper);
        ThenRefused("not-your-measure");
    }

    [Fact]
    public void What_is_not_known_as_a_measure_is_refused()
    {
        Given(Split);
        When(new ReportProgress("已印发", 100, Guid.CreateVersion7()), Officer);
        ThenRefused("no-such-measure");
    }

    [Fact]
    public void A_measure_may_be_added_and_dropped_with_a_reason()
    {
        var more = new AssignedMeasure(Guid.CreateVersion7(), "通报结果", Supervision, null, new(2025, 2, 28));
        Given(Split);
        When(new AddMeasure(more), Supervisor);
        Then(new MeasureAdded(more, Supervisor.By, more.DueOn, [Parks, Audit, Supervision]));
        When(new AddMeasure(more), Supervisor);
        ThenNothing();
        When(new DropMeasure(more.Id, "并入年度通报"), Supervisor);
        Then(new MeasureDropped(more.Id, "通报结果", "并入年度通报", Supervisor.By, Draft.DueOn));
        When(new DropMeasure(more.Id, "并入年度通报"), Supervisor);
        ThenNothing();
    }

    [Fact]
    public void Who_works_on_a_measure_does_not_close_the_commitment()
    {
        Given([.. Split, Proof, Submitted]);
        When(new CloseCommitment(Outcome.Partly, "基本完成"), Reviewer);
        ThenRefused("closer-did-the-work");
    }

    [Fact]
    public void Open_measures_are_not_closed_as_done()
    {
        var outsider = Supervisor with { Roles = [Role.Reviewer] };
        Given([.. Split, Proof, Submitted]);
        When(new CloseCommitment(Outcome.Done, null), outsider);
        ThenRefused("measures-open");
    }

    [Fact]
    public void Open_measures_may_be_closed_as_partly_done()
    {
        var outsider = Supervisor with { Roles = [Role.Reviewer] };
        Given([.. Split, Proof, Submitted]);
        When(new CloseCommitment(Outcome.Partly, "培训未完成"), outsider);
        Then(new CommitmentClosed(Outcome.Partly, "培训未完成", outsider.By));
    }

    [Fact]
    public void A_measures_limit_is_extended_on_its_own_and_the_first_one_is_kept()
    {
        var asked = new ExtensionRequested(new(2025, 4, 30), "征求意见", Officer.By, Draft.Id);
        Given([.. Split, asked]);
        When(new GrantExtension("同意"), Supervisor);
        Then(new ExtensionGranted(Draft.DueOn, new(2025, 4, 30), "同意", Supervisor.By, Draft.Id, new DateOnly(2025, 4, 30)));
        var after = Fold([.. Split, asked, new ExtensionGranted(Draft.DueOn, new(2025, 4, 30), "同意", Supervisor.By, Draft.Id)]);
        after.DueOn.ShouldBe(Due);
        after.Measure(Draft.Id)!.DueOn.ShouldBe(new DateOnly(2025, 4, 30));
        after.Measure(Draft.Id)!.OriginalDueOn.ShouldBe(Draft.DueOn);
    }

    [Fact]
    public void The_limit_of_the_whole_does_not_move_before_an_open_measures()
    {
        Given(Split);
        When(new ChangeLimit(new(2025, 4, 30), "提前"), Supervisor);
        ThenRefused("limit-before-measure");
    }

    [Fact]
    public void What_a_former_unit_had_to_do_goes_to_the_new_lead_unit()
    {
        var after = Fold([.. Split, new CommitmentReassigned(Parks, [Audit], null, "划转", Supervisor.By)]);
        after.Measure(Draft.Id)!.Unit.ShouldBe(Parks);
        after.Measure(Train.Id)!.Unit.ShouldBe(Audit);
    }

    [Fact]
    public void A_target_is_reported_in_its_own_unit()
    {
        ReportedFigure figure = new("案卷合格率达到90%以上", 74.2m, "%");
        Given([WithTarget, Assigned, Accepted]);
        When(new ReportProgress("已评查两批", 40, null, [figure]), Officer);
        Then(new CommitmentProgressed("已评查两批", 40, Officer.By, Figures: [figure]));
        Fold([WithTarget, Assigned, Accepted, new CommitmentProgressed("…", null, Officer.By, Figures: [figure])]).Figures[figure.Target].ShouldBe(figure);
    }

    [Fact]
    public void A_target_that_the_commitment_does_not_have_is_refused()
    {
        Given([WithTarget, Assigned, Accepted]);
        When(new ReportProgress("已评查两批", 40, null, [new("投诉下降一半", 3, "件")]), Officer);
        ThenRefused("no-such-target");
    }
}

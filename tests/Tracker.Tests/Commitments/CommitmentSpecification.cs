using System.Text.Json;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Tests.Commitments;

/// <summary>Given these events, when this person asks for that, then those events, nothing, or this refusal.</summary>
public abstract class CommitmentSpecification
{
    protected static readonly Guid Id = Guid.CreateVersion7();
    protected static readonly UnitRef Roads = new(Guid.CreateVersion7(), "市交通局");
    protected static readonly UnitRef Parks = new(Guid.CreateVersion7(), "市园林局");
    protected static readonly UnitRef Audit = new(Guid.CreateVersion7(), "市考核办");
    protected static readonly UnitRef Supervision = new(Guid.CreateVersion7(), "市督查室");

    protected static readonly Actor Supervisor = Person("苏督办", Supervision, Role.Supervisor);
    protected static readonly Actor Officer = Person("严承办", Roads, Role.DepartmentOfficer);
    protected static readonly Actor Head = Person("严局长", Roads, Role.DepartmentHead);
    protected static readonly Actor Helper = Person("贺配合", Parks, Role.DepartmentOfficer);
    protected static readonly Actor Stranger = Person("尚外人", new(Guid.CreateVersion7(), "市档案局"), Role.DepartmentOfficer);
    protected static readonly Actor Reviewer = Person("傅复核", Audit, Role.Reviewer);

    protected static readonly DateOnly Due = new(2025, 6, 30);

    protected static readonly CommitmentRegistered Registered = new(
        Guid.CreateVersion7(), ItemKind.Problem, "青苇市人民政府", 2024, "执法监督力度不够", "一是执法监督力度不够。", "存在的问题", 10, 21,
        null, [], [], null, Supervisor.By);

    protected static readonly CommitmentAssigned Assigned = new(Roads, [Parks], null, "副市长", Due, "案卷评查全覆盖", RectificationKind.Phased, Supervisor.By);
    protected static readonly AssignmentAccepted Accepted = new(Officer.By);
    protected static readonly EvidenceAttached Proof = new("评查通报.pdf", new string('a', 64), 1200, "application/pdf", Due, Officer.By);
    protected static readonly ClosingSubmitted Submitted = new("已完成全部评查。", Officer.By);
    protected static readonly CommitmentClosed Closed = new(Outcome.Done, null, Reviewer.By);
    protected static readonly CommitmentEvent[] Underway = [Registered, Assigned, Accepted];
    protected static readonly CommitmentEvent[] InReview = [.. Underway, Proof, Submitted];

    Commitment? state;
    IReadOnlyList<CommitmentEvent> decided = [];
    RefusalException? refused;

    protected static Commitment Fold(params CommitmentEvent[] history) => Aggregate.Fold<Commitment, CommitmentEvent>(Id, history);

    protected void Given(params CommitmentEvent[] history) => state = Aggregate.Fold<Commitment, CommitmentEvent>(Id, history);

    protected void When(CommitmentCommand command, Actor actor)
    {
        try
        {
            decided = command.Decide(state!, actor);
        }
        catch (RefusalException refusal)
        {
            refused = refusal;
        }
    }

    protected void Then(params CommitmentEvent[] expected)
    {
        refused.ShouldBeNull();
        decided.Select(Json).ShouldBe(expected.Select(Json));
        // Asked again, it holds already.
        state = decided.Aggregate(state!, (current, e) => current.Apply(e));
    }

    protected void ThenNothing() => Then();

    protected void ThenRefused(string code)
    {
        refused.ShouldNotBeNull().Code.ShouldBe(code);
        refused.Message.ShouldNotBeNullOrWhiteSpace();
    }

    static Actor Person(string name, UnitRef unit, Role role) => new(Guid.CreateVersion7(), name, unit.Id, unit.Name, [role]);

    static string Json(CommitmentEvent e) => $"{e.GetType().Name} {JsonSerializer.Serialize(e, e.GetType(), TrackerJson.Default)}";
}

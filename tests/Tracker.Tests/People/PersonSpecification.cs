using System.Text.Json;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Tests.People;

/// <summary>Given these events of a person, when somebody asks for that, then those events, nothing, or this refusal.</summary>
public abstract class PersonSpecification
{
    protected static readonly Guid Id = Guid.CreateVersion7();
    protected static readonly UnitRow City = new(Guid.CreateVersion7(), "霁川市人民政府", "市政府", null);
    protected static readonly UnitRow Justice = new(Guid.CreateVersion7(), "霁川市司法局", "市司法局", City.Id);
    protected static readonly UnitRow Roads = new(Guid.CreateVersion7(), "霁川市交通局", "市交通局", City.Id);
    protected static readonly UnitRow Team = new(Guid.CreateVersion7(), "交通执法支队", "支队", Roads.Id);
    protected static readonly UnitTree Units = new([City, Justice, Roads, Team]);
    protected static readonly DateOnly Today = new(2026, 3, 10);

    protected static readonly Actor Admin = new(Guid.CreateVersion7(), "晏朗", Justice.Id, Justice.Name, [Role.Administrator]);

    /// <summary>Over 市交通局 and what is below it.</summary>
    protected static readonly Actor RoadsAdmin = new(Guid.CreateVersion7(), "路管理", Roads.Id, Roads.Name, [Role.Administrator])
    {
        Scope = new(new(Roads.Id, Roads.Name), [Roads.Id, Team.Id], [Roads.Name, Team.Name]),
    };

    protected static readonly PersonEvent[] Officer = [new PersonRegistered("季望舒", Roads.Id, "科长", null), new RolesGranted([Role.DepartmentOfficer])];
    protected static readonly PersonEvent[] LoneAdmin = [new PersonRegistered("晏朗", Justice.Id, "科长", null), new RolesGranted([Role.Administrator])];

    Person? state;
    IReadOnlyList<PersonEvent> decided = [];
    RefusalException? refused;
    bool missing;

    /// <summary>Whether somebody else is 管理员 over everything.</summary>
    protected bool AnotherAdministrator { get; set; } = true;

    protected void Given(params PersonEvent[] history) => state = Aggregate.Fold<Person, PersonEvent>(Id, history);

    protected void When(PersonCommand command, Actor actor)
    {
        try
        {
            decided = command.Decide(state!, new(Units, AnotherAdministrator, Today), actor);
        }
        catch (RefusalException refusal)
        {
            refused = refusal;
        }
        catch (NotFoundException)
        {
            missing = true;
        }
    }

    protected void Then(params PersonEvent[] expected)
    {
        (refused?.Code, missing).ShouldBe((null, false));
        decided.Select(Json).ShouldBe(expected.Select(Json));
        state = decided.Aggregate(state!, (current, e) => current.Apply(e));
    }

    protected void ThenRefused(string code) => refused.ShouldNotBeNull().Code.ShouldBe(code);

    protected void ThenMissing() => missing.ShouldBeTrue();

    static string Json(PersonEvent e) => $"{e.GetType().Name} {JsonSerializer.Serialize(e, e.GetType(), TrackerJson.Default)}";
}

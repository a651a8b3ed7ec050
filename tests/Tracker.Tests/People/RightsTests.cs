using Tracker.People;

namespace Tracker.Tests.People;

/// <summary>The one table of rights, as data.</summary>
public class RightsTests
{
    static readonly UnitRef Unit = new(Guid.CreateVersion7(), "市司法局");

    static Actor Acting(ScopeUnits? scope, params Role[] roles) => new(Guid.CreateVersion7(), "某人", Unit.Id, Unit.Name, roles) { Scope = scope };

    [Fact]
    public void The_table_has_one_cell_for_each_role_and_right() =>
        Rights.Table.Select(cell => (cell.Role, cell.Right)).Distinct().Count().ShouldBe(Enum.GetValues<Role>().Length * Enum.GetValues<Right>().Length);

    [Fact]
    public void Every_right_is_held_by_some_role_and_every_role_reads() =>
        (Enum.GetValues<Right>().All(right => Rights.Table.Any(cell => cell.Right == right && cell.Reach is not Reach.None)),
         Enum.GetValues<Role>().All(role => Rights.ReachOf(role, Right.ReadLedger) is not Reach.None)).ShouldBe((true, true));

    [Fact]
    public void Departments_reach_their_own_units_and_the_others_their_scope() =>
        Enum.GetValues<Role>().Where(Rights.IsSupervising).ShouldBe([Role.Reader, Role.Supervisor, Role.Reviewer, Role.Administrator]);

    [Fact]
    public void Only_who_has_the_whole_installation_keeps_it()
    {
        Acting(null, Role.Administrator).May(Right.ManageRules).ShouldBeTrue();
        var part = new ScopeUnits(Unit, [Unit.Id], [Unit.Name]);
        Acting(part, Role.Administrator).May(Right.ManageRules).ShouldBeFalse();
        Acting(part, Role.Administrator).May(Right.ManagePeople).ShouldBeTrue();
    }

    [Fact]
    public void A_scope_narrows_the_supervising_role_and_not_the_departments()
    {
        var other = new UnitRef(Guid.CreateVersion7(), "鹤汀街道");
        var both = Acting(new(other, [other.Id], [other.Name]), Role.DepartmentHead, Role.Supervisor);
        both.Where(Right.ReadLedger).Covers(Unit.Id).ShouldBeTrue();
        both.Where(Right.ReadLedger).Covers(other.Id).ShouldBeTrue();
        both.Where(Right.Assign).Covers(Unit.Id).ShouldBeFalse();
        both.Where(Right.Accept).Covers(other.Id).ShouldBeFalse();
        both.SeesAllUnits.ShouldBeFalse();
    }

    [Fact]
    public void Without_a_scope_a_role_means_what_it_meant() =>
        Acting(null, Role.Supervisor).Where(Right.Assign).ShouldBe(Area.Whole);
}

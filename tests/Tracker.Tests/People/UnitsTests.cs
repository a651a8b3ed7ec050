using Tracker.People;

namespace Tracker.Tests.People;

public class UnitsTests : PersonSpecification
{
    static Unit Of(UnitRow row) => new(row.Id, row.Name, row.ShortName, row.ParentId);

    static UnitHoldings Holding(IReadOnlyList<PostRow>? posts = null, params (Guid, int)[] open) => new(Units, posts ?? [], open);

    [Fact]
    public void A_unit_is_renamed_moved_and_closed_and_asked_again_nothing_happens()
    {
        new RenameUnit("交通执法大队", "大队").Decide(Of(Team), Holding(), Admin).ShouldBe([new UnitRenamed("交通执法大队", "大队", Admin.By)]);
        new RenameUnit(Team.Name, Team.ShortName).Decide(Of(Team), Holding(), Admin).ShouldBeEmpty();
        new MoveUnit(Justice.Id).Decide(Of(Team), Holding(), Admin).ShouldBe([new UnitMoved(Justice.Id, Admin.By)]);
        new MoveUnit(Roads.Id).Decide(Of(Team), Holding(), Admin).ShouldBeEmpty();
        new CloseUnit().Decide(Of(Team), Holding(), Admin).ShouldBe([new UnitClosed(Admin.By)]);
    }

    [Fact]
    public void A_unit_never_stands_under_itself() =>
        Should.Throw<RefusalException>(() => new MoveUnit(Team.Id).Decide(Of(City), Holding(), Admin)).Code.ShouldBe("unit-cycle");

    [Fact]
    public void Two_units_have_not_one_name() =>
        Should.Throw<RefusalException>(() => new RenameUnit(Justice.Name, null).Decide(Of(Team), Holding(), Admin)).Code.ShouldBe("unit-exists");

    [Fact]
    public void A_unit_with_units_people_or_work_is_not_closed_and_the_sentence_says_which()
    {
        Should.Throw<RefusalException>(() => new CloseUnit().Decide(Of(Roads), Holding(), Admin)).Message.ShouldContain(Team.Name);
        var post = new PostRow(Id, Id, "季望舒", Team.Id, Team.Name, null, [Role.Reader], null, null);
        Should.Throw<RefusalException>(() => new CloseUnit().Decide(Of(Team), Holding([post]), Admin)).Message.ShouldContain("季望舒");
        Should.Throw<RefusalException>(() => new CloseUnit().Decide(Of(Team), Holding(null, (Team.Id, 3)), Admin)).Message.ShouldContain("3 项");
    }

    [Fact]
    public void An_administrator_of_a_part_moves_units_only_within_it()
    {
        Should.Throw<NotFoundException>(() => new RenameUnit("别名", null).Decide(Of(Justice), Holding(), RoadsAdmin));
        Should.Throw<RefusalException>(() => new MoveUnit(Justice.Id).Decide(Of(Team), Holding(), RoadsAdmin)).Code.ShouldBe("unit-outside-scope");
    }
}

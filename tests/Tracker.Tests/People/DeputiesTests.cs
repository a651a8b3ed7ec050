using Tracker.People;

namespace Tracker.Tests.People;

public class DeputiesTests : PersonSpecification
{
    static readonly Guid Ship = Guid.CreateVersion7();
    static readonly PersonRef Li = new(Guid.CreateVersion7(), "李四");
    static readonly Actor Himself = new(Id, "季望舒", Roads.Id, Roads.Name, [Role.DepartmentOfficer]);

    static NameDeputy Naming(int from, int to, PersonRef? deputy = null) => new(Ship, Id, deputy ?? Li, false, Today.AddDays(from), Today.AddDays(to));

    [Fact]
    public void A_person_names_a_deputy_for_his_own_post_and_withdraws_him()
    {
        Given(Officer);
        When(Naming(0, 7), Himself);
        Then(new DeputyNamed(Ship, Id, Li, Today, Today.AddDays(7), Himself.By));
        When(Naming(1, 5), Himself);
        Then();
        When(new WithdrawDeputy(Ship), Himself);
        Then(new DeputyWithdrawn(Ship, Himself.By));
    }

    [Fact]
    public void An_administrator_names_one_for_him()
    {
        Given(Officer);
        When(Naming(3, 7), Admin);
        Then(new DeputyNamed(Ship, Id, Li, Today.AddDays(3), Today.AddDays(7), Admin.By));
    }

    [Fact]
    public void Another_officer_does_not()
    {
        Given(Officer);
        Should.Throw<ForbiddenException>(() => When(Naming(0, 7), Himself with { Id = Li.Id }));
    }

    [Fact]
    public void A_deputy_names_no_further_deputy()
    {
        Given(Officer);
        When(Naming(0, 7), Himself with { Id = Li.Id, Name = Li.Name, For = new(Id, "季望舒") });
        ThenRefused("deputy-names-none");
    }

    [Theory]
    [InlineData(5, 4, "deputy-days")]
    [InlineData(-9, -1, "deputy-over")]
    [InlineData(0, 366, "deputy-too-long")]
    public void The_days_make_sense(int from, int to, string code)
    {
        Given(Officer);
        When(Naming(from, to), Admin);
        ThenRefused(code);
    }

    [Fact]
    public void Nobody_is_his_own_deputy()
    {
        Given(Officer);
        When(Naming(0, 7, new(Id, "季望舒")), Admin);
        ThenRefused("deputy-is-self");
    }

    [Fact]
    public void The_acting_post_decides_the_rights_and_both_names_are_written()
    {
        var own = new ActingPost(Li.Id, Li, null, Justice.Id, Justice.Name, null, [Role.Administrator], [Justice.Id], null, null);
        var other = new ActingPost(Id, Li, new(Id, "季望舒"), Roads.Id, Roads.Name, "科长", [Role.DepartmentOfficer], [Roads.Id, Team.Id], null, Today);
        var deputy = ActingPost.ActorOf([own, other], Id)!;
        deputy.May(Right.ManagePeople).ShouldBeFalse();
        deputy.By.ShouldBe(new By(Li.Id, "李四", Roads.Id, Roads.Name, new(Id, "季望舒")));
        deputy.By.Names().ShouldBe("李四（代季望舒）");
        deputy.TiedTo.ShouldBe([Justice.Id, Roads.Id]);
        deputy.InboxOf.ShouldBe(Id);
        ActingPost.ActorOf([own], Id)!.PostId.ShouldBe(Li.Id, "a post that is gone falls back to the main one");
        ActingPost.ActorOf([], Id).ShouldBeNull();
    }
}

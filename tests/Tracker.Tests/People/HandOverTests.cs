using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Tests.People;

/// <summary>What one leaving hands over.</summary>
public class HandOverTests : PersonSpecification
{
    static readonly Person Leaving = Fold(Id, Officer);
    static readonly Person Colleague = Fold(Guid.CreateVersion7(), new PersonRegistered("贺承接", Roads.Id, "副科长", null), new RolesGranted([Role.DepartmentOfficer]));
    static readonly Person Stranger = Fold(Guid.CreateVersion7(), new PersonRegistered("尚外人", Justice.Id, null, null));
    static readonly HeldCommitment Held = new(Guid.CreateVersion7(), "案卷评查", Roads.Id, Roads.Name, Today);

    static Person Fold(Guid id, params PersonEvent[] events) => Aggregate.Fold<Person, PersonEvent>(id, events);

    static HandedOver Decide(HandOver handOver, Person? person = null, bool anotherAdministrator = true) =>
        handOver.Decide(person ?? Leaving, new(Units, anotherAdministrator, Today), Admin, () => Guid.Empty);

    static Dictionary<Guid, Successor> To(Person successor, bool takesPost = true) => new() { [Id] = new(successor, takesPost) };

    [Fact]
    public void Commitments_go_to_the_successor_who_needs_no_second_post_like_his_own()
    {
        var handed = Decide(new("退休", To(Colleague), [Held], []));
        handed.Commitments.ShouldBe([KeyValuePair.Create(Held.Id, Colleague.Ref)]);
        handed.Others.ShouldBeEmpty();
        handed.Left.ShouldBe(new PersonLeft("退休", Admin.By, Colleague.Ref));
    }

    [Fact]
    public void The_post_goes_with_its_roles_and_scope()
    {
        var post = new PostTaken(Guid.CreateVersion7(), Roads.Id, "督办组长", [Role.Supervisor], Team.Id, Admin.By);
        var two = Leaving.Apply(post);
        var handed = Decide(new(null, new Dictionary<Guid, Successor> { [post.PostId] = new(Colleague, true) }, [], []), two);
        // Roles by name: two lists of a record are not equal by themselves.
        var taken = handed.Others.ShouldHaveSingleItem();
        taken.Person.ShouldBe(Colleague.Id);
        ((PostTaken)taken.Event).Roles.ShouldBe([Role.Supervisor]);
        ((PostTaken)taken.Event).ScopeId.ShouldBe(Team.Id);
    }

    [Fact]
    public void Open_commitments_need_a_successor() =>
        Should.Throw<RefusalException>(() => Decide(new(null, new Dictionary<Guid, Successor>(), [Held], []))).Code.ShouldBe("successor-missing");

    [Fact]
    public void The_successor_is_of_the_same_unit() =>
        Should.Throw<RefusalException>(() => Decide(new(null, To(Stranger), [Held], []))).Code.ShouldBe("successor-of-other-unit");

    [Fact]
    public void A_deputyship_of_the_leaver_goes_to_the_successor_for_the_days_that_remain()
    {
        var principal = Stranger.Apply(new DeputyNamed(Id, Stranger.Id, Leaving.Ref, Today.AddDays(-3), Today.AddDays(4), Admin.By));
        Decide(new(null, To(Colleague), [], [principal])).Others.ShouldBe(
            [(principal.Id, new DeputyWithdrawn(Id, Admin.By)), (principal.Id, new DeputyNamed(Guid.Empty, principal.Id, Colleague.Ref, Today, Today.AddDays(4), Admin.By))]);
    }

    [Fact]
    public void The_last_administrator_leaves_only_where_the_successor_takes_the_post()
    {
        var admin = Fold(Id, LoneAdmin);
        Should.Throw<RefusalException>(() => Decide(new(null, new Dictionary<Guid, Successor>(), [], []), admin, false)).Code.ShouldBe("last-administrator");
        Decide(new(null, To(Stranger), [], []), admin, false).Others.ShouldHaveSingleItem();
    }

    [Fact]
    public void Nobody_leaves_twice() =>
        Should.Throw<RefusalException>(() => Decide(new(null, To(Colleague), [], []), Leaving.Apply(new PersonLeft(null)))).Code.ShouldBe("person-left");
}

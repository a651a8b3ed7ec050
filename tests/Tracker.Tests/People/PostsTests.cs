using Tracker.People;

namespace Tracker.Tests.People;

public class PostsTests : PersonSpecification
{
    static readonly Guid Second = Guid.CreateVersion7();

    [Fact]
    public void A_person_takes_a_second_post_with_a_scope()
    {
        Given(Officer);
        When(new TakePost(Second, Justice.Id, " 副主任 ", [Role.Supervisor], Roads.Id), Admin);
        Then(new PostTaken(Second, Justice.Id, "副主任", [Role.Supervisor], Roads.Id, Admin.By));
        When(new TakePost(Guid.CreateVersion7(), Justice.Id, "副主任", [Role.Supervisor], Roads.Id), Admin);
        Then();
    }

    [Fact]
    public void A_department_role_has_no_scope_of_its_own()
    {
        Given(Officer);
        When(new ChangePost(Id, Team.Id, "队长", [Role.DepartmentHead], City.Id), Admin);
        Then(new PostChanged(Id, Team.Id, "队长", [Role.DepartmentHead], null, Admin.By));
    }

    [Fact]
    public void A_department_role_needs_a_unit()
    {
        Given(Officer);
        When(new ChangePost(Id, null, null, [Role.DepartmentOfficer], null), Admin);
        ThenRefused("post-needs-unit");
    }

    [Fact]
    public void What_a_person_had_before_there_were_posts_is_the_main_post()
    {
        Given([.. Officer, new PersonMoved(Justice.Id, "主任")]);
        When(new ChangePost(Id, Justice.Id, "主任", [Role.DepartmentOfficer], null), Admin);
        Then();
    }

    [Fact]
    public void The_main_post_is_not_ended_and_another_is()
    {
        Given([.. Officer, new PostTaken(Second, Justice.Id, null, [Role.Reader], null, Admin.By)]);
        When(new LeavePost(Second), Admin);
        Then(new PostLeft(Second, Admin.By));
        When(new LeavePost(Id), Admin);
        ThenRefused("main-post-stays");
    }

    [Fact]
    public void The_last_administrator_does_not_lose_the_role()
    {
        AnotherAdministrator = false;
        Given(LoneAdmin);
        When(new ChangePost(Id, Justice.Id, "科长", [Role.Reader], null), Admin);
        ThenRefused("last-administrator");
    }

    [Fact]
    public void The_last_administrator_is_not_narrowed_to_a_part_either()
    {
        AnotherAdministrator = false;
        Given(LoneAdmin);
        When(new ChangePost(Id, Justice.Id, "科长", [Role.Administrator], Roads.Id), Admin);
        ThenRefused("last-administrator");
    }

    [Fact]
    public void An_administrator_of_a_part_finds_nobody_outside_it()
    {
        Given(LoneAdmin);
        When(new ChangePerson("别人", null), RoadsAdmin);
        ThenMissing();
    }

    [Fact]
    public void An_administrator_of_a_part_gives_nothing_that_reaches_beyond_it()
    {
        Given(Officer);
        When(new TakePost(Second, Team.Id, null, [Role.Administrator], null), RoadsAdmin);
        ThenRefused("post-outside-scope");
    }

    [Fact]
    public void An_administrator_of_a_part_gives_what_lies_within_it()
    {
        Given(Officer);
        When(new TakePost(Second, Team.Id, null, [Role.Supervisor], Team.Id), RoadsAdmin);
        Then(new PostTaken(Second, Team.Id, null, [Role.Supervisor], Team.Id, RoadsAdmin.By));
    }

    [Fact]
    public void Who_is_no_administrator_changes_nobody()
    {
        Given(Officer);
        Should.Throw<ForbiddenException>(() => When(new ChangePerson("别人", null), Admin with { Roles = [Role.Supervisor] }));
    }

    [Fact]
    public void A_deputy_of_the_administrator_does_not_manage_that_administrators_account()
    {
        Given(LoneAdmin);
        When(new ChangePerson("别人", null), Admin with { Id = Guid.CreateVersion7(), For = new(Id, "晏朗") });
        ThenRefused("deputy-own-principal");
    }
}

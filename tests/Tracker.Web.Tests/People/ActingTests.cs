using Tracker.Commitments;
using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>以哪个职务办理: a person's other posts, and those in which he stands in for another.</summary>
public sealed class ActingTests(Town town)
{
    [Fact]
    public async Task A_person_with_two_posts_acts_in_one_at_a_time()
    {
        var district = await District.In(town);
        var person = await district.Person("兼职者", district.Roads, null, Role.DepartmentOfficer);
        var second = Town.NewId();
        await district.Happened(person, new PostTaken(second, district.Government.Id, "督办组长", [Role.Supervisor], district.Government.Id, town.Supervisor.By));
        var led = await town.Assigned("本局事项", lead: district.Roads);
        var visitor = await town.SignIn(person.Name);

        (await visitor.Get("/")).Words.ShouldContain($"以 {district.Roads.Name}·科长 办理");
        (await visitor.Get($"/commitments/{led}")).Offers("Accept").ShouldBeTrue();
        (await visitor.Send("/", "/acting", ("post", $"{second}"), ("returnUrl", "/boards"))).Location.ShouldBe("/boards");
        (await visitor.Get("/")).Words.ShouldContain($"以 {district.Government.Name}·督办组长 办理");
        var asSupervisor = await visitor.Get($"/commitments/{led}");
        asSupervisor.Offers("Accept").ShouldBeFalse();
        asSupervisor.Offers("ChangeLimit").ShouldBeTrue();

        await district.Happened(person, new PostLeft(second, town.Supervisor.By));
        (await visitor.Get($"/commitments/{led}")).Offers("Accept").ShouldBeTrue("a post that is gone falls back to the main one");
        (await visitor.Send("/", "/acting", ("post", $"{second}"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Whoever_holds_a_post_in_the_working_unit_closes_nothing_of_it_in_another()
    {
        var district = await District.In(town);
        var person = await district.Person("两边的人", district.Roads, null, Role.DepartmentOfficer);
        var second = Town.NewId();
        await district.Happened(person, new PostTaken(second, district.Government.Id, "考核组长", [Role.Reviewer], null, town.Supervisor.By));
        var led = await town.Assigned("自己的事项", lead: district.Roads);
        (await Should.ThrowAsync<RefusalException>(async () => await town.Do(led, new CloseCommitment(Outcome.NotDone, "不办了"), await district.Actor(person, second)))).Code.ShouldBe("closer-did-the-work");
    }

    [Fact]
    public async Task A_deputy_acts_for_the_period_and_the_history_names_both()
    {
        var district = await District.In(town);
        var zhang = await district.Person("张三", district.Roads, null, Role.DepartmentOfficer);
        var li = await district.Person("李四", district.Team, null, Role.DepartmentOfficer);
        var led = await town.Assigned("张三的事项", lead: district.Roads);
        var boss = await town.SignIn(zhang.Name);
        (await boss.Send("/account", "/account?handler=Deputy", ("Deputy.PostId", $"{zhang.Id}"), ("Deputy.DeputyId", $"{li.Id}"),
            ("Deputy.From", $"{town.Today:yyyy-MM-dd}"), ("Deputy.To", $"{town.Today.AddDays(3):yyyy-MM-dd}"))).Status.ShouldBe(302);

        var deputy = await town.SignIn(li.Name);
        (await deputy.Get($"/commitments/{led}")).Status.ShouldBe(404);
        (await deputy.Get("/")).Words.ShouldContain($"改以 代 {zhang.Name}（{district.Roads.Name}·科长");
        (await deputy.Send("/", "/acting", ("post", $"{zhang.Id}"))).Status.ShouldBe(302);
        (await deputy.Act(led, "Accept")).Status.ShouldBe(302);
        (await deputy.Get($"/commitments/{led}")).Words.ShouldContain($"{district.Roads.Name} {li.Name}（代{zhang.Name}）");
        var accepted = (await town.History(led)).OfType<AssignmentAccepted>().Single();
        (accepted.By.Id, accepted.By.For).ShouldBe((li.Id, zhang));
        var account = await deputy.Get("/account");
        account.Html.ShouldNotContain("handler=Deputy");
        (await deputy.Send("/account", "/account?handler=Deputy", ("Deputy.PostId", $"{li.Id}"), ("Deputy.DeputyId", $"{zhang.Id}"),
            ("Deputy.From", $"{town.Today:yyyy-MM-dd}"), ("Deputy.To", $"{town.Today:yyyy-MM-dd}"))).Words.ShouldContain("代理他人期间不能再指定");
    }

    [Fact]
    public async Task Outside_the_period_the_choice_is_gone()
    {
        var district = await District.In(town);
        var zhang = await district.Person("张三", district.Roads, null, Role.DepartmentOfficer);
        var li = await district.Person("李四", district.Team, null, Role.DepartmentOfficer);
        await district.Happened(zhang,
            new DeputyNamed(Town.NewId(), zhang.Id, li, town.Today.AddDays(-9), town.Today.AddDays(-1), town.Supervisor.By),
            new DeputyNamed(Town.NewId(), zhang.Id, li, town.Today.AddDays(1), town.Today.AddDays(9), town.Supervisor.By));
        var deputy = await town.SignIn(li.Name);
        (await deputy.Get("/acting")).Words.ShouldNotContain(zhang.Name);
        (await deputy.Send("/", "/acting", ("post", $"{zhang.Id}"))).Status.ShouldBe(404);
        (await district.Actor(li, zhang.Id)).For.ShouldBeNull();
    }

    [Fact]
    public async Task The_deputy_of_one_who_left_stands_in_for_nobody()
    {
        var district = await District.In(town);
        var zhang = await district.Person("张三", district.Roads, null, Role.DepartmentOfficer);
        var li = await district.Person("李四", district.Team, null, Role.DepartmentOfficer);
        await district.Happened(zhang, new DeputyNamed(Town.NewId(), zhang.Id, li, town.Today, town.Today, town.Supervisor.By));
        (await district.Actor(li, zhang.Id)).For.ShouldBe(zhang);
        await district.Happened(zhang, new PersonLeft("退休"));
        (await district.Actor(li, zhang.Id)).For.ShouldBeNull();
    }
}

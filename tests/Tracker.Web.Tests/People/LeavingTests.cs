using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>离任交接, and what an administrator changes of people and units.</summary>
public sealed class LeavingTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    async Task<Visitor> Administrator(District district) => await town.SignIn((await district.Person("管理员", district.Government, null, Role.Administrator)).Name);

    [Fact]
    public async Task A_leaving_is_shown_first_and_then_hands_over_everything_in_one_step()
    {
        var district = await District.In(town);
        var admin = await Administrator(district);
        var zhang = await district.Person("张三", district.Roads, null, Role.DepartmentOfficer, Role.DepartmentHead);
        var li = await district.Person("李四", district.Roads, null, Role.DepartmentOfficer);
        var absent = await district.Person("王五", district.Team, null, Role.DepartmentHead);
        await district.Happened(absent, new DeputyNamed(Town.NewId(), absent.Id, zhang, town.Today, town.Today.AddDays(5), town.Supervisor.By));
        var leaver = await town.SignIn(zhang.Name);
        var (underway, waiting) = (await Named(district, zhang, "办理中的事项"), await Named(district, zhang, "待签收的事项"));
        await town.Do(underway, new AcceptAssignment(), await district.Actor(zhang));

        var preview = await admin.Get($"/admin/people/{zhang.Id}/leave");
        preview.Words.ShouldContain("未销号事项 2 项");
        preview.Words.ShouldContain("办理中的事项");
        preview.Html.ShouldContain($"value=\"{li.Id}\"");
        preview.Html.ShouldNotContain($"value=\"{absent.Id}\"", Case.Sensitive, "successors are of the same unit");
        (await admin.Send(preview, $"/admin/people/{zhang.Id}/leave", ("Successors[0].PostId", $"{zhang.Id}"))).Words.ShouldContain("请选择接任人");
        (await leaver.Get("/ledger")).Status.ShouldBe(200);

        (await admin.Send(preview, $"/admin/people/{zhang.Id}/leave", ("Successors[0].PostId", $"{zhang.Id}"), ("Successors[0].To", $"{li.Id}"), ("Successors[0].TakesPost", "true"), ("Reason", "退休"))).Status.ShouldBe(302);

        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        foreach (var (id, status) in new[] { (underway, CommitmentStatus.Underway), (waiting, CommitmentStatus.Assigned) })
        {
            var row = (await LedgerQuery.Find(connection, id, town.Today, Ct)).ShouldNotBeNull();
            (row.PersonName, row.Status).ShouldBe((li.Name, status));
        }
        (await (await town.SignIn(li.Name)).Get($"/commitments/{underway}")).Words.ShouldContain($"{zhang.Name}离任，交接给{li.Name}。");
        (await leaver.Get("/ledger")).Status.ShouldBe(302);
        (await PeopleQuery.Posts(connection, li.Id, Ct)).Select(post => post.Roles.Contains(Role.DepartmentHead)).ShouldBe([false, true], ignoreOrder: true);
        (await PeopleQuery.Deputyships(connection, absent.Id, town.Today, Ct)).ShouldHaveSingleItem().DeputyName.ShouldBe(li.Name);
        (await admin.Get($"/admin/people/{zhang.Id}/leave")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Many_commitments_are_handed_over_together()
    {
        var district = await District.In(town);
        var (zhang, li) = (await district.Person("张三", district.Roads, null, Role.DepartmentOfficer), await district.Person("李四", district.Roads, null, Role.DepartmentOfficer));
        for (var i = 0; i < 30; i++) await Named(district, zhang, $"第{i}项");
        var admin = await district.Actor(await district.Person("管理员", district.Government, null, Role.Administrator));
        var leaving = new LeaveOffice(town.Store, new InstallationClock(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        (await leaving.Handle(zhang.Id, null, new Dictionary<Guid, (Guid, bool)> { [zhang.Id] = (li.Id, true) }, admin, Ct)).ShouldBe(30);
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        (await HandOverQuery.Held(connection, zhang.Id, Ct)).ShouldBeEmpty();
        (await HandOverQuery.Held(connection, li.Id, Ct)).Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_persons_facts_and_posts_are_changed_on_his_page()
    {
        var district = await District.In(town);
        var admin = await Administrator(district);
        var person = await district.Person("张三", district.Roads, null, Role.DepartmentOfficer);
        var path = $"/admin/people/{person.Id}";
        (await admin.Send(path, $"{path}?handler=Facts", ("Name", $"{district.Name}张山"), ("Phone", "0101"))).Status.ShouldBe(302);
        (await admin.Send(path, $"{path}?handler=Post", ("Form.Id", $"{person.Id}"), ("Form.UnitId", $"{district.Team.Id}"), ("Form.Title", "队长"), ("Form.Roles", "DepartmentHead"))).Status.ShouldBe(302);
        (await admin.Send(path, $"{path}?handler=Take", ("Form.UnitId", $"{district.Government.Id}"), ("Form.Title", "督办组长"), ("Form.Roles", "Supervisor"), ("Form.ScopeId", $"{district.Roads.Id}"))).Status.ShouldBe(302);
        var words = (await admin.Get(path)).Words;
        words.ShouldContain($"{district.Team.Name} 队长");
        words.ShouldContain($"管理范围：{district.Roads.Name}");
        var actor = await district.Actor(person);
        (actor.Name, actor.UnitName, actor.Title).ShouldBe(($"{district.Name}张山", district.Team.Name, "队长"));
        (await admin.Send(path, $"{path}?handler=Post", ("Form.Id", $"{person.Id}"), ("Form.Roles", "DepartmentHead"))).Words.ShouldContain("必须属于一个单位");
    }

    [Fact]
    public async Task A_unit_is_renamed_moved_and_closed_on_its_page()
    {
        var district = await District.In(town);
        var admin = await Administrator(district);
        var path = $"/admin/units/{district.Team.Id}";
        (await admin.Send(path, $"{path}?handler=Rename", ("UnitName", $"{district.Name}执法大队"), ("ShortName", "大队"))).Status.ShouldBe(302);
        (await admin.Send(path, $"{path}?handler=Move", ("ParentId", $"{district.Government.Id}"))).Status.ShouldBe(302);
        var roads = $"/admin/units/{district.Government.Id}";
        (await admin.Send(roads, $"{roads}?handler=Move", ("ParentId", $"{district.Team.Id}"))).Words.ShouldContain("上级单位不能是本单位或其下级单位");
        var person = await district.Person("队员", district.Team, null, Role.DepartmentOfficer);
        (await admin.Send(path, $"{path}?handler=Close")).Words.ShouldContain(person.Name);
        await district.Happened(person, new PersonLeft(null));
        (await admin.Send(path, $"{path}?handler=Close")).Location.ShouldBe("/admin");
        (await admin.Get(path)).Status.ShouldBe(404);
        (await admin.Get("/admin")).Words.ShouldNotContain($"{district.Name}执法大队");
    }

    [Fact]
    public async Task The_table_of_rights_is_shown() =>
        (await (await Administrator(await District.In(town))).Get("/admin/rights")).Words.ShouldContain("管理核查规则");

    async Task<Guid> Named(District district, PersonRef person, string title)
    {
        var id = await town.Register(title);
        await town.Do(id, new AssignCommitment(district.Roads, [], person, null, town.Today.AddDays(40), "完成", RectificationKind.Phased), town.Supervisor);
        return id;
    }
}

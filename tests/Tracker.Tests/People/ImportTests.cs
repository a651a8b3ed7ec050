using Tracker.People;
using Tracker.Reports;

namespace Tracker.Tests.People;

/// <summary>The list of units and people against what is here.</summary>
public class ImportTests : PersonSpecification
{
    static readonly PersonRow Ji = new(Id, "季望舒", Roads.Id, Roads.Name, "科长", "0101", [Role.DepartmentOfficer], "jiws");
    static readonly PostRow JisPost = new(Id, Id, "季望舒", Roads.Id, Roads.Name, "科长", [Role.DepartmentOfficer], null, null);

    static Register Here(Actor? actor = null, params Guid[] administrators) =>
        new(Units, [Ji], new Dictionary<string, Guid> { ["jiws"] = Id, ["gone"] = Guid.CreateVersion7() }, [JisPost], administrators.Length > 0 ? administrators : [Admin.Id], actor ?? Admin);

    static PeoplePlan Plan(Register here, params (string Name, string[][] Rows)[] sheets) =>
        ImportPeople.Of(PeopleSheet.Of(XlsxRows.All(PeopleTemplate.Of(sheets), TestContext.Current.CancellationToken)), here);

    static PeoplePlan People(params string[][] rows) => Plan(Here(), ("人员", [PeopleTemplate.PeopleHeader, .. rows]));

    static string? Problem(PeoplePlan plan) => plan.Rows.SelectMany(row => row.Cells).Select(cell => cell.Problem).FirstOrDefault(problem => problem is not null);

    [Fact]
    public void A_list_with_title_rows_other_orders_and_unknown_columns_is_understood()
    {
        var plan = Plan(Here(), ("名册", [
            ["霁川市单位和人员名册"], ["填报单位：市司法局"],
            ["上级单位", "* 单位全称（必填）", "备注"], [Roads.Name, "交通质监站", "新设"],
            [], ["联系电话", "账号", "姓 名", "所在单位", "角色", "职位"], ["0202", "wangwu", "王五", "交通质监站", "承办人、单位负责人", "站长"]]));
        plan.UnknownColumns.ShouldBe(["名册：备注"]);
        plan.Rows.Select(row => row.Outcome).ShouldBe([RowOutcome.Added, RowOutcome.Added]);
        plan.Units.ShouldHaveSingleItem().Parent.ShouldBe(Roads.Name);
        var person = plan.People.ShouldHaveSingleItem();
        (person.Name, person.Login, person.Unit, person.Title, person.Phone).ShouldBe(("王五", "wangwu", "交通质监站", "站长", "0202"));
        person.Roles.ShouldBe([Role.DepartmentOfficer, Role.DepartmentHead]);
    }

    [Fact]
    public void Each_cell_tells_what_it_changes_and_a_blank_one_changes_nothing()
    {
        var plan = People(["季望舒", "JIWS", Justice.Name, "", "承办人", "", "0303"]);
        var row = plan.Rows.ShouldHaveSingleItem();
        row.Outcome.ShouldBe(RowOutcome.Changed);
        row.Cells.Where(cell => cell.Before is not null).Select(cell => (cell.Column, cell.Before, cell.Text)).ShouldBe(
            [(PeopleColumn.Unit, Roads.Name, Justice.Name), (PeopleColumn.Phone, "0101", "0303")]);
        plan.People.Single().Title.ShouldBe("科长");
    }

    [Fact]
    public void What_is_here_already_changes_nothing() =>
        People(["季望舒", "jiws", Roads.Name, "科长", "责任单位承办人", "", "0101"]).ShouldSatisfyAllConditions(
            plan => plan.Changes.ShouldBeFalse(), plan => plan.Rows.Single().Outcome.ShouldBe(RowOutcome.Same));

    [Theory]
    [InlineData("", "wangwu", "霁川市交通局", "", "", "姓名")]
    [InlineData("王五", "", "霁川市交通局", "", "", "登录名")]
    [InlineData("王五", "wang wu", "霁川市交通局", "", "", "不含空格")]
    [InlineData("王五", "wangwu", "没有的局", "", "", "没有这个单位")]
    [InlineData("王五", "wangwu", "霁川市交通局", "局长大人", "", "没有“局长大人”这个角色")]
    [InlineData("王五", "wangwu", "", "承办人", "", "必须填写单位")]
    [InlineData("王五", "wangwu", "霁川市交通局", "督办员", "没有的市", "没有这个单位")]
    [InlineData("王五", "gone", "霁川市交通局", "", "", "已离任")]
    public void What_is_wrong_is_said_at_its_cell(string name, string login, string unit, string roles, string scope, string said)
    {
        var plan = People([name, login, unit, "", roles, scope, "1"]);
        plan.Rows.ShouldHaveSingleItem().Outcome.ShouldBe(RowOutcome.Wrong);
        Problem(plan).ShouldNotBeNull().ShouldContain(said);
        plan.Changes.ShouldBeFalse();
    }

    [Fact]
    public void One_login_is_one_person() =>
        Problem(People(["王五", "ww", Roads.Name, "", "", "", ""], ["吴六", "WW", Roads.Name, "", "", "", ""])).ShouldNotBeNull().ShouldContain("第 2 行重复");

    [Theory]
    [InlineData("甲局", "没有的局", "没有这个单位")]
    [InlineData("霁川市人民政府", "交通执法支队", "下级单位")]
    public void A_units_superior_is_known_and_not_below_it(string unit, string parent, string said) =>
        Problem(Plan(Here(), ("单位", [PeopleTemplate.UnitHeader, [unit, "", parent]]))).ShouldNotBeNull().ShouldContain(said);

    [Fact]
    public void What_hangs_on_a_wrong_row_is_wrong_with_it()
    {
        var plan = Plan(Here(), ("单位", [PeopleTemplate.UnitHeader, ["甲局", "", "没有的局"], ["甲局一科", "", "甲局"]]),
            ("人员", [PeopleTemplate.PeopleHeader, ["王五", "ww", "甲局一科", "", "", "", ""]]));
        plan.Rows.ShouldAllBe(row => row.Outcome == RowOutcome.Wrong);
    }

    [Fact]
    public void The_last_administrator_is_not_imported_away()
    {
        var admin = new PersonRow(Admin.Id, "晏朗", Justice.Id, Justice.Name, null, null, [Role.Administrator], "yanlang");
        var here = Here() with { People = [admin], Logins = new Dictionary<string, Guid> { ["yanlang"] = Admin.Id } };
        Problem(Plan(here, ("人员", [PeopleTemplate.PeopleHeader, ["晏朗", "yanlang", "", "", "查阅", "", ""]]))).ShouldNotBeNull().ShouldContain("最后一位");
    }

    [Fact]
    public void An_administrator_of_a_part_imports_only_into_it()
    {
        Problem(Plan(Here(RoadsAdmin), ("人员", [PeopleTemplate.PeopleHeader, ["王五", "ww", Justice.Name, "", "承办人", "", ""]]))).ShouldNotBeNull().ShouldContain("管理范围");
        Problem(Plan(Here(RoadsAdmin), ("人员", [PeopleTemplate.PeopleHeader, ["王五", "ww", Team.Name, "", "督办员", "", ""]]))).ShouldNotBeNull().ShouldContain("管理范围");
        Problem(Plan(Here(RoadsAdmin), ("人员", [PeopleTemplate.PeopleHeader, ["王五", "ww", Team.Name, "", "督办员", Team.Name, ""]]))).ShouldBeNull();
    }

    [Fact]
    public void A_file_without_a_header_and_one_that_is_no_workbook_are_refused()
    {
        Should.Throw<RefusalException>(() => Plan(Here(), ("表", [["一", "二"]]))).Code.ShouldBe("people-no-header");
        Should.Throw<UnreadableFileException>(() => XlsxRows.All("姓名,登录名"u8.ToArray(), TestContext.Current.CancellationToken)).Code.ShouldBe("file-not-xlsx");
        Should.Throw<UnreadableFileException>(() => XlsxRows.All([0x50, 0x4b, 0x03, 0x04, 1, 2, 3], TestContext.Current.CancellationToken)).Code.ShouldBe("file-damaged");
    }

    [Fact]
    public void The_empty_template_has_the_headers_and_no_rows() => Plan(Here(), ("单位", [PeopleTemplate.UnitHeader]), ("人员", [PeopleTemplate.PeopleHeader])).Rows.ShouldBeEmpty();
}

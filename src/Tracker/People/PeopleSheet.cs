using Tracker.Reports;

namespace Tracker.People;

/// <summary>What a column of the list holds.</summary>
public enum PeopleColumn { UnitName, ShortName, Parent, Name, Login, Unit, Title, Roles, Scope, Phone }

/// <summary>A row under a header, by what its cells hold; blank cells are not there.</summary>
public sealed record PeopleLine(string Sheet, int Row, bool IsPerson, IReadOnlyDictionary<PeopleColumn, string> Cells)
{
    public string? this[PeopleColumn column] => Cells.GetValueOrDefault(column);
}

/// <summary>
/// 单位 and 人员 as people write them down: the header is found by its words, in any order and on any sheet, title rows above it
/// are skipped, columns that nobody knows are told and left alone.
/// </summary>
public sealed record PeopleSheet(IReadOnlyList<PeopleLine> Lines, IReadOnlyList<string> UnknownColumns)
{
    static readonly Dictionary<string, PeopleColumn> OfUnits = Words(
        (PeopleColumn.UnitName, "单位全称 单位名称 机构名称 机构全称 全称 单位 部门名称"), (PeopleColumn.ShortName, "简称 单位简称 机构简称"),
        (PeopleColumn.Parent, "上级单位 上级 上级单位全称 上级单位名称 主管单位 隶属单位 所属单位 上级部门"));

    static readonly Dictionary<string, PeopleColumn> OfPeople = Words(
        (PeopleColumn.Name, "姓名 人员姓名 名字"), (PeopleColumn.Login, "登录名 登录账号 账号 帐号 用户名 登录帐号"),
        (PeopleColumn.Unit, "单位 所在单位 工作单位 单位名称 单位全称 所属单位 部门 所在部门"), (PeopleColumn.Title, "职务 职位 岗位 职务名称"),
        (PeopleColumn.Roles, "角色 系统角色 权限"), (PeopleColumn.Scope, "管理范围 查阅范围 范围 数据范围"),
        (PeopleColumn.Phone, "电话 联系电话 手机 手机号 手机号码 办公电话 联系方式"));

    /// <exception cref="RefusalException">No header was found.</exception>
    public static PeopleSheet Of(IReadOnlyList<SheetRow> rows)
    {
        var (lines, unknown) = (new List<PeopleLine>(), new List<string>());
        var (columns, isPerson, sheet) = (new Dictionary<int, PeopleColumn>(), false, "");
        foreach (var row in rows)
        {
            if (row.Sheet != sheet) (columns, sheet) = ([], row.Sheet);
            if (Header(row) is { } header)
            {
                (columns, isPerson) = header;
                unknown.AddRange(row.Cells.Where(cell => !header.Columns.ContainsKey(cell.Column)).Select(cell => $"{row.Sheet}：{cell.Text}"));
            }
            else if (columns.Count > 0 && Cells(row, columns) is { Count: > 0 } cells)
                lines.Add(new(row.Sheet, row.Number, isPerson, cells));
        }
        return lines.Count > 0 || columns.Count > 0 ? new(lines, [.. unknown.Distinct()])
            : throw new RefusalException("people-no-header", "没有找到表头。单位表需有“单位全称”和“上级单位”，人员表需有“姓名”和“登录名”；可下载空白模板后填写。");
    }

    // 人员 is told by 姓名 and 登录名, 单位 by its name beside 简称 or 上级单位.
    static (Dictionary<int, PeopleColumn> Columns, bool IsPerson)? Header(SheetRow row)
    {
        var people = Named(row, OfPeople);
        if (people.ContainsValue(PeopleColumn.Name) && people.ContainsValue(PeopleColumn.Login)) return (people, true);
        var units = Named(row, OfUnits);
        return units.ContainsValue(PeopleColumn.UnitName) && units.Count > 1 ? (units, false) : null;
    }

    static Dictionary<int, PeopleColumn> Named(SheetRow row, Dictionary<string, PeopleColumn> words)
    {
        var named = new Dictionary<int, PeopleColumn>();
        foreach (var cell in row.Cells)
            if (words.TryGetValue(Plain(cell.Text), out var column) && !named.ContainsValue(column)) named[cell.Column] = column;
        return named;
    }

    static Dictionary<PeopleColumn, string> Cells(SheetRow row, Dictionary<int, PeopleColumn> columns) =>
        row.Cells.Where(cell => columns.ContainsKey(cell.Column) && cell.Text.Trim().Length > 0).ToDictionary(cell => columns[cell.Column], cell => cell.Text.Trim());

    // 登录名（必填）, *姓名 and 联 系 电 话 are the same words.
    static string Plain(string text)
    {
        var bracket = text.IndexOfAny(['（', '(']);
        return string.Concat((bracket > 0 ? text[..bracket] : text).Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '＊' or '：' or ':')));
    }

    static Dictionary<string, PeopleColumn> Words(params (PeopleColumn Column, string Words)[] columns) =>
        columns.SelectMany(each => each.Words.Split(' ').Select(word => (word, each.Column))).ToDictionary(pair => pair.word, pair => pair.Column);
}

namespace Tracker.People;

/// <summary>Roles by the words that officials use for them.</summary>
public static class RoleNames
{
    static readonly (Role Role, string[] Names)[] Known =
    [
        (Role.Reader, ["查阅", "查阅人员", "查阅人"]),
        (Role.DepartmentOfficer, ["责任单位承办人", "承办人", "承办人员", "责任人", "经办人"]),
        (Role.DepartmentHead, ["单位负责人", "负责人", "责任单位负责人", "部门负责人"]),
        (Role.Supervisor, ["督办员", "督办人员", "督办"]),
        (Role.Reviewer, ["复核员", "复核人", "复核人员"]),
        (Role.Administrator, ["管理员", "系统管理员"]),
    ];

    public static string Of(Role role) => Known.Single(each => each.Role == role).Names[0];

    public static string Of(IEnumerable<Role> roles) => string.Join('、', roles.Order().Select(Of));

    /// <returns>The roles, and the first word that names none.</returns>
    public static (IReadOnlyList<Role> Roles, string? Unknown) Read(string text)
    {
        var roles = new SortedSet<Role>();
        foreach (var word in text.Split(['、', '，', ',', ';', '；', '/', ' ', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Known.Where(each => each.Names.Contains(word)).Select(each => (Role?)each.Role).FirstOrDefault() is not { } role) return ([], word);
            roles.Add(role);
        }
        return ([.. roles], null);
    }
}

namespace Tracker.People;

/// <summary>The 人员 rows of a list against the people who are here; a blank cell leaves what is there. Pure.</summary>
sealed class PlanPeople(IReadOnlyList<PeopleLine> lines, PlanUnits units, Register register)
{
    /// <summary>全部 in 管理范围 stands for the whole installation.</summary>
    const string Whole = "全部";

    readonly Dictionary<string, PeopleLine> first = lines.Where(line => line[PeopleColumn.Login] is not null)
        .GroupBy(line => line[PeopleColumn.Login]!.ToLowerInvariant()).ToDictionary(same => same.Key, same => same.First());
    readonly Dictionary<Guid, PersonRow> people = register.People.ToDictionary(person => person.Id);
    readonly ILookup<Guid, PostRow> posts = register.Posts.ToLookup(post => post.PersonId);

    public IEnumerable<(RowPlan Row, PlannedPerson? Person)> Rows()
    {
        var planned = lines.Select(line => (Line: line, Person: Planned(line))).ToList();
        // Who would be left to let others in, if all of it were done.
        var demoted = planned.Where(each => each.Person.Existing is { } person && IsAdministrator(person.Roles, person.ScopeId is null)
            && !IsAdministrator(each.Person.Roles, each.Person.Scope is null)).Select(each => each.Person.Existing!.Id).ToHashSet();
        var nobodyLeft = register.Administrators.All(demoted.Contains);
        foreach (var (line, person) in planned)
        {
            var wrong = Problem(line, person) ?? (nobodyLeft && person.Existing is { } one && demoted.Contains(one.Id)
                ? Wrong(line, PeopleColumn.Roles, "不能取消最后一位管理全部单位的管理员。") : null);
            CellPlan[] cells = [.. line.Cells.Select(cell => wrong?.Column == cell.Key ? wrong : new(cell.Key, cell.Value, Before(person, cell.Key)))];
            if (wrong is not null && cells.All(cell => cell.Problem is null)) cells = [wrong, .. cells];
            var outcome = wrong is not null ? RowOutcome.Wrong : person.Existing is null ? RowOutcome.Added
                : cells.Any(cell => cell.Before is not null) ? RowOutcome.Changed : RowOutcome.Same;
            yield return (new(line, outcome, cells), outcome is RowOutcome.Added or RowOutcome.Changed ? person : null);
        }
    }

    static bool IsAdministrator(IReadOnlyList<Role> roles, bool everywhere) => everywhere && roles.Contains(Role.Administrator);

    PlannedPerson Planned(PeopleLine line)
    {
        var login = line[PeopleColumn.Login] ?? "";
        var existing = register.Logins.TryGetValue(login.ToLowerInvariant(), out var id) ? people.GetValueOrDefault(id) : null;
        var roles = line[PeopleColumn.Roles] is { } words ? RoleNames.Read(words).Roles : existing?.Roles ?? [];
        var granted = roles.Count == 0 ? [Role.Reader] : roles;
        var scope = line[PeopleColumn.Scope] is { } named ? named == Whole ? null : named : existing?.ScopeName;
        return new(line, existing, line[PeopleColumn.Name] ?? "", login, line[PeopleColumn.Unit] ?? existing?.UnitName, line[PeopleColumn.Title] ?? existing?.Post,
            granted, granted.Any(Rights.IsSupervising) ? scope : null, line[PeopleColumn.Phone] ?? existing?.Phone);
    }

    static string? Before(PlannedPerson planned, PeopleColumn column)
    {
        if (planned.Existing is not { } person) return null;
        var (now, then) = column switch
        {
            PeopleColumn.Name => (person.Name, planned.Name),
            PeopleColumn.Unit => (person.UnitName, planned.Unit),
            PeopleColumn.Title => (person.Post, planned.Title),
            PeopleColumn.Roles => (RoleNames.Of(person.Roles), RoleNames.Of(planned.Roles)),
            PeopleColumn.Scope => (person.ScopeName ?? Whole, planned.Scope ?? Whole),
            PeopleColumn.Phone => (person.Phone, planned.Phone),
            _ => ("", ""),
        };
        return now == then ? null : string.IsNullOrEmpty(now) ? "（空）" : now;
    }

    CellPlan? Problem(PeopleLine line, PlannedPerson person)
    {
        if (person.Name.Length is 0 or > 50) return Wrong(line, PeopleColumn.Name, "请填写姓名，50 字以内。");
        if (person.Login.Length is 0 or > 50 || person.Login.Any(char.IsWhiteSpace)) return Wrong(line, PeopleColumn.Login, "请填写登录名，50 字以内，不含空格。");
        if (first[person.Login.ToLowerInvariant()] != line) return Wrong(line, PeopleColumn.Login, $"登录名与第 {first[person.Login.ToLowerInvariant()].Row} 行重复，请改用别的登录名。");
        if (person.Existing is null && register.Logins.ContainsKey(person.Login.ToLowerInvariant()))
            return Wrong(line, PeopleColumn.Login, "这个登录名属于已离任的人员，请换一个。");
        if (line[PeopleColumn.Roles] is { } words && RoleNames.Read(words).Unknown is { } unknown)
            return Wrong(line, PeopleColumn.Roles, $"没有“{unknown}”这个角色。可填：{RoleNames.Of(Enum.GetValues<Role>())}，多个用顿号隔开。");
        if (person.Unit is { } unit && !units.Knows(unit)) return Wrong(line, PeopleColumn.Unit, "没有这个单位，或它所在的行有误。请填写单位全称。");
        if (person.Unit is null && person.Roles.Any(role => !Rights.IsSupervising(role))) return Wrong(line, PeopleColumn.Unit, "承办人和单位负责人必须填写单位。");
        if (person.Scope is { } scope && !units.Knows(scope)) return Wrong(line, PeopleColumn.Scope, $"没有这个单位，请填写单位全称；管理全部单位的填“{Whole}”。");
        if (person.Title?.Length > 50) return Wrong(line, PeopleColumn.Title, "职务请控制在 50 字以内。");
        if (person.Phone?.Length > 30) return Wrong(line, PeopleColumn.Phone, "电话请控制在 30 字以内。");
        if (!IsManaged(person)) return Wrong(line, PeopleColumn.Login, "该人员或所给的管理范围超出了您的管理范围。");
        return null;
    }

    bool IsManaged(PlannedPerson person)
    {
        var actor = register.Actor;
        if (person.Existing is { } here && actor.For?.Id == here.Id) return false;
        if (actor.Where(Right.ManagePeople).Everywhere) return true;
        if (person.Existing is { } existing && posts[existing.Id].Any(post => !Managing.Within(actor, post.Post))) return false;
        return person.Unit is not null && units.IsManaged(person.Unit)
            && (!person.Roles.Any(Rights.IsSupervising) || person.Scope is { } scope && units.IsManaged(scope));
    }

    static CellPlan Wrong(PeopleLine line, PeopleColumn column, string sentence) => new(column, line[column] ?? "", null, sentence);
}

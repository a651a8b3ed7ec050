namespace Tracker.People;

/// <summary>The 单位 rows of a list against the units that are here. Pure.</summary>
sealed class PlanUnits
{
    readonly Register register;
    readonly Dictionary<string, UnitRow> existing;
    readonly Dictionary<string, PeopleLine> listed;
    readonly Dictionary<PeopleLine, CellPlan> wrong = [];
    readonly IReadOnlyList<PeopleLine> lines;

    public PlanUnits(IReadOnlyList<PeopleLine> lines, Register register)
    {
        (this.lines, this.register) = (lines, register);
        existing = register.Units.Units.GroupBy(unit => unit.Name).ToDictionary(same => same.Key, same => same.First());
        listed = lines.Where(line => line[PeopleColumn.UnitName] is not null).GroupBy(line => line[PeopleColumn.UnitName]!).ToDictionary(same => same.Key, same => same.First());
        foreach (var line in lines)
            if (Problem(line) is { } problem) wrong[line] = problem;
        // A row under a wrong one is wrong with it, however deep.
        for (var found = true; found;)
        {
            found = false;
            foreach (var line in lines.Where(line => !wrong.ContainsKey(line)))
                if (line[PeopleColumn.Parent] is { } parent && listed.TryGetValue(parent, out var above) && wrong.ContainsKey(above) && !existing.ContainsKey(parent))
                    (wrong[line], found) = (new(PeopleColumn.Parent, parent, null, "上级单位所在的行有误，请先改正那一行。"), true);
        }
    }

    /// <summary>The name of a unit that is here, or will be.</summary>
    public bool Knows(string name) => existing.ContainsKey(name) || listed.TryGetValue(name, out var line) && !wrong.ContainsKey(line);

    /// <summary>True where the person who asks manages what is in this unit.</summary>
    public bool IsManaged(string? name)
    {
        var area = register.Actor.Where(Right.ManagePeople);
        if (area.Everywhere) return true;
        for (var steps = 0; name is not null && steps < 100; steps++)
        {
            if (existing.TryGetValue(name, out var unit)) return area.Covers(unit.Id);
            name = listed.GetValueOrDefault(name)?[PeopleColumn.Parent];
        }
        return false;
    }

    public IEnumerable<(RowPlan Row, PlannedUnit? Unit)> Rows()
    {
        foreach (var line in lines)
        {
            var found = wrong.GetValueOrDefault(line);
            var unit = line[PeopleColumn.UnitName] is { } name ? existing.GetValueOrDefault(name) : null;
            CellPlan[] cells = [.. line.Cells.Select(cell => found?.Column == cell.Key ? found : new(cell.Key, cell.Value, Before(unit, cell.Key, cell.Value)))];
            if (found is not null && cells.All(cell => cell.Problem is null)) cells = [found, .. cells];
            var outcome = found is not null ? RowOutcome.Wrong : unit is null ? RowOutcome.Added : cells.Any(cell => cell.Before is not null) ? RowOutcome.Changed : RowOutcome.Same;
            yield return (new(line, outcome, cells),
                outcome is RowOutcome.Added or RowOutcome.Changed ? new(line, unit, line[PeopleColumn.UnitName]!, line[PeopleColumn.ShortName], line[PeopleColumn.Parent]) : null);
        }
    }

    string? Before(UnitRow? unit, PeopleColumn column, string text)
    {
        var before = unit is null ? text : column switch
        {
            PeopleColumn.ShortName => unit.ShortName,
            PeopleColumn.Parent => unit.ParentId is { } parent ? register.Units.Find(parent)?.Name ?? "" : "",
            _ => text,
        };
        return before == text ? null : before.Length == 0 ? "（空）" : before;
    }

    CellPlan? Problem(PeopleLine line)
    {
        if (line[PeopleColumn.UnitName] is not { } name) return new(PeopleColumn.UnitName, "", null, "没有单位全称，请补上。");
        CellPlan Wrong(PeopleColumn column, string sentence) => new(column, line[column] ?? "", null, sentence);
        if (name.Length > 100) return Wrong(PeopleColumn.UnitName, "单位全称请控制在 100 字以内。");
        if (listed[name] != line) return Wrong(PeopleColumn.UnitName, $"与第 {listed[name].Row} 行重复，请只留一行。");
        if (line[PeopleColumn.ShortName]?.Length > 30) return Wrong(PeopleColumn.ShortName, "简称请控制在 30 字以内。");
        if (line[PeopleColumn.Parent] is { } parent && !existing.ContainsKey(parent) && !listed.ContainsKey(parent))
            return Wrong(PeopleColumn.Parent, "没有这个单位。请填写已有单位或本表中单位的全称。");
        if (Cycles(name)) return Wrong(PeopleColumn.Parent, "上级单位不能是本单位或其下级单位，请另填。");
        return IsManaged(existing.ContainsKey(name) ? name : line[PeopleColumn.Parent]) && IsManaged(line[PeopleColumn.Parent] ?? name) ? null
            : Wrong(PeopleColumn.UnitName, "不在您的管理范围内。");
    }

    // Upwards as it would be after the import; whoever comes back to where he began goes in a circle.
    bool Cycles(string name)
    {
        var at = ParentOf(name);
        for (var steps = 0; at is not null && steps < listed.Count + existing.Count; steps++)
        {
            if (at == name) return true;
            at = ParentOf(at);
        }
        return false;
    }

    string? ParentOf(string name) =>
        listed.GetValueOrDefault(name)?[PeopleColumn.Parent]
        ?? (existing.GetValueOrDefault(name)?.ParentId is { } parent ? register.Units.Find(parent)?.Name : null);
}

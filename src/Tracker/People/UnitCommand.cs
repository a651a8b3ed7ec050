namespace Tracker.People;

/// <summary>What deciding about a unit needs to know besides the unit.</summary>
/// <param name="Posts">Posts in it or below it, or over a scope there.</param>
/// <param name="OpenWork">Open commitments that it, or a unit below it, leads or helps with.</param>
public sealed record UnitHoldings(UnitTree Units, IReadOnlyList<PostRow> Posts, IReadOnlyList<(Guid Unit, int Open)> OpenWork);

/// <summary>Something that is asked of a unit. Deciding is pure.</summary>
public abstract record UnitCommand
{
    /// <summary>The events that follow; none where what is asked already holds.</summary>
    /// <exception cref="RefusalException">A rule of the domain forbids it.</exception>
    public abstract IReadOnlyList<UnitEvent> Decide(Unit unit, UnitHoldings holdings, Actor actor);

    protected static void NeedOpen(Unit unit)
    {
        if (unit.Closed) throw new RefusalException("unit-closed", "该单位已撤销，不能再修改。");
    }
}

/// <summary>更名.</summary>
public sealed record RenameUnit(string? Name, string? ShortName) : UnitCommand
{
    public override IReadOnlyList<UnitEvent> Decide(Unit unit, UnitHoldings holdings, Actor actor)
    {
        Managing.NeedUnit(actor, unit.Id);
        NeedOpen(unit);
        if (string.IsNullOrWhiteSpace(Name)) throw new RefusalException("unit-name-missing", "请填写单位全称。");
        var name = Name.Trim();
        var shortName = string.IsNullOrWhiteSpace(ShortName) ? name : ShortName.Trim();
        if (name.Length > 100 || shortName.Length > 30 && shortName != name)
            throw new RefusalException("unit-name-too-long", "单位全称请控制在 100 字以内，简称请控制在 30 字以内。");
        if (holdings.Units.Units.Any(other => other.Name == name && other.Id != unit.Id))
            throw new RefusalException("unit-exists", "已有同名单位，不必重复添加。");
        return name == unit.Name && shortName == unit.ShortName ? [] : [new UnitRenamed(name, shortName, actor.By)];
    }
}

/// <summary>改隶: under another superior unit, or none.</summary>
public sealed record MoveUnit(Guid? ParentId) : UnitCommand
{
    public override IReadOnlyList<UnitEvent> Decide(Unit unit, UnitHoldings holdings, Actor actor)
    {
        Managing.NeedUnit(actor, unit.Id);
        NeedOpen(unit);
        if (ParentId == unit.ParentId) return [];
        if (ParentId is { } parent && holdings.Units.Find(parent) is null)
            throw new RefusalException("unit-parent-unknown", "没有找到所选的上级单位，请刷新页面后重新选择。");
        if (!actor.Where(Right.ManagePeople).Everywhere && (ParentId is not { } into || !actor.Where(Right.ManagePeople).Covers(into) || actor.Scope?.Top.Id == unit.Id))
            throw new RefusalException("unit-outside-scope", "只能在您的管理范围内调整单位的隶属关系。");
        if (ParentId is { } under && holdings.Units.Below(unit.Id).Any(below => below.Id == under))
            throw new RefusalException("unit-cycle", "上级单位不能是本单位或其下级单位，请另选。");
        return [new UnitMoved(ParentId, actor.By)];
    }
}

/// <summary>撤销: only a unit that holds nobody and no open work, and has none below it that does.</summary>
public sealed record CloseUnit : UnitCommand
{
    public override IReadOnlyList<UnitEvent> Decide(Unit unit, UnitHoldings holdings, Actor actor)
    {
        Managing.NeedUnit(actor, unit.Id);
        if (unit.Closed) return [];
        var below = holdings.Units.Below(unit.Id).Where(child => child.Id != unit.Id).ToList();
        if (below.Count > 0)
            throw new RefusalException("unit-has-units", $"该单位下还有下级单位：{Some(below.Select(child => child.Name))}。请先把它们改隶或撤销。");
        if (holdings.Posts.Count > 0)
            throw new RefusalException("unit-has-people", $"该单位还有人员任职，或作为其管理范围：{Some(holdings.Posts.Select(post => post.PersonName).Distinct())}。请先调整他们的任职，或办理离任。");
        if (holdings.OpenWork.Sum(work => work.Open) is var open and > 0)
            throw new RefusalException("unit-has-work", $"该单位还有 {open} 项未销号的牵头或配合事项，请先转办或销号。");
        return [new UnitClosed(actor.By)];
    }

    static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count <= 5 ? string.Join("、", all) : $"{string.Join("、", all.Take(5))}等 {all.Count} 个";
    }
}

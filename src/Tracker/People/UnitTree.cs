namespace Tracker.People;

/// <summary>The units that are not closed, as a tree.</summary>
public sealed class UnitTree(IReadOnlyList<UnitRow> units)
{
    readonly Dictionary<Guid, UnitRow> byId = units.ToDictionary(unit => unit.Id);
    readonly ILookup<Guid?, UnitRow> children = units.ToLookup(unit => unit.ParentId);

    public IReadOnlyList<UnitRow> Units => units;

    public UnitRow? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>The unit and all below it, each before those under it.</summary>
    public IEnumerable<UnitRow> Below(Guid id) =>
        Find(id) is not { } unit ? [] : children[id].SelectMany(child => Below(child.Id)).Prepend(unit);

    /// <summary>Every unit with how deep it stands, each before those under it; one whose parent is closed stands at the top.</summary>
    public IEnumerable<(UnitRow Unit, int Depth)> Rows() =>
        units.Where(unit => unit.ParentId is not { } parent || !byId.ContainsKey(parent)).SelectMany(top => Rows(top, 0));

    IEnumerable<(UnitRow, int)> Rows(UnitRow unit, int depth) =>
        children[unit.Id].SelectMany(child => Rows(child, depth + 1)).Prepend((unit, depth));
}

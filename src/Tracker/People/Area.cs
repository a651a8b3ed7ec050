using Tracker.Commitments;

namespace Tracker.People;

/// <summary>Where a right holds: everywhere, or for what these units work on and – until it is dispatched – for what these organisations reported.</summary>
/// <param name="Units">Lead or co-unit.</param>
/// <param name="Organizations">报告单位 by full name, as a report gives it.</param>
public sealed record Area(bool Everywhere, IReadOnlyCollection<Guid> Units, IReadOnlyCollection<string> Organizations)
{
    public static readonly Area Whole = new(true, [], []);
    public static readonly Area Nowhere = new(false, [], []);

    /// <summary>The same rule as the ledger query has it in SQL; a test holds the two together.</summary>
    public bool Covers(Guid? lead, IEnumerable<Guid> with, string organization) =>
        Everywhere || (lead is { } unit ? Units.Contains(unit) : Organizations.Contains(organization)) || with.Any(Units.Contains);

    public bool Covers(Commitment commitment) =>
        Covers(commitment.Lead?.Id, commitment.With.Select(unit => unit.Id), commitment.Registered.Organization);

    public bool Covers(Guid unit) => Everywhere || Units.Contains(unit);

    public bool CoversReportsOf(string organization) => Everywhere || Organizations.Contains(organization);
}

/// <summary>管理范围 of a post: a unit with all below it.</summary>
/// <param name="Top">The unit that names it.</param>
/// <param name="Units">It and every unit below, by id.</param>
/// <param name="Names">The same, by full name.</param>
public sealed record ScopeUnits(UnitRef Top, IReadOnlyCollection<Guid> Units, IReadOnlyCollection<string> Names);

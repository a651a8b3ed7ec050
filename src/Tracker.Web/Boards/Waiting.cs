using System.Data.Common;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Web.Boards;

/// <summary>A list of things that wait, the first few of them, and the ledger that shows them all.</summary>
/// <param name="Name">The text's key.</param>
public sealed record WaitingList(string Name, LedgerPage Page, string Href)
{
    public const int Most = 10;

    /// <summary>What waits for this person by role: nothing where the role only reads.</summary>
    public static async Task<IReadOnlyList<WaitingList>> For(DbConnection connection, Actor actor, DateOnly today, CancellationToken ct)
    {
        var lists = new List<WaitingList>();
        foreach (var (name, filter, query) in Asked(actor))
            lists.Add(await Load(connection, name, filter, query, actor, today, ct));
        return lists;
    }

    /// <summary>What an officer of a unit looks at first; the unit's own scope where none is named.</summary>
    public static async Task<IReadOnlyList<WaitingList>> OfUnit(DbConnection connection, Actor actor, Guid? unit, DateOnly today, CancellationToken ct)
    {
        var lists = new List<WaitingList>();
        foreach (var (name, filter, query) in UnitLists)
            lists.Add(await Load(connection, name, filter with { Unit = unit }, unit is null ? query : $"{query}&unit={unit}", actor, today, ct));
        return lists;
    }

    static readonly (string Name, LedgerFilter Filter, string Query)[] UnitLists =
    [
        ("Boards.ToAccept", new(Status: CommitmentStatus.Assigned), "status=Assigned"),
        ("Boards.Returned", new(Status: CommitmentStatus.Returned), "status=Returned"),
        ("Boards.Overdue", new(Light: Light.Red), "light=Red"),
        ("Boards.DueSoon", new(Light: Light.Yellow), "light=Yellow"),
    ];

    static IEnumerable<(string Name, LedgerFilter Filter, string Query)> Asked(Actor actor)
    {
        if (actor.May(Right.Assign))
            yield return ("Boards.ToAssign", new(Status: CommitmentStatus.Registered, Sort: LedgerSort.Report), "status=Registered&sort=Report");
        if (actor.May(Right.DecideExtension))
            yield return ("Boards.ExtensionAsked", new(ExtensionAsked: true, Sort: LedgerSort.Waiting), "extension=true&sort=Waiting");
        if (actor.May(Right.Review))
            yield return ("Boards.ToReview", new(Status: CommitmentStatus.Submitted, Sort: LedgerSort.Waiting), "status=Submitted&sort=Waiting");
        if (actor.May(Right.Countersign))
            yield return ("Boards.ToCountersign", new(Status: CommitmentStatus.AwaitingCountersign, Sort: LedgerSort.Waiting), "status=AwaitingCountersign&sort=Waiting");
        if (actor.May(Right.Accept))
            foreach (var list in UnitLists) yield return list;
    }

    static async Task<WaitingList> Load(
        DbConnection connection, string name, LedgerFilter filter, string query, Actor actor, DateOnly today, CancellationToken ct) =>
        new(name, await LedgerQuery.Page(connection, filter with { PageSize = Most }, actor, today, ct), $"/ledger?{query}");
}

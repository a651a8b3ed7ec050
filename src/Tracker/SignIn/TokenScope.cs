using Tracker.People;
using static Tracker.People.Right;

namespace Tracker.SignIn;

/// <summary>只读, 填报, 督办, 复核: what a token may be made for, as sets of rights.</summary>
public enum TokenScope { Read, Report, Supervise, Review }

public static class TokenScopes
{
    /// <summary>A year at most: a token forgotten in a script dies by itself.</summary>
    public const int LongestDays = 365;

    static readonly Dictionary<TokenScope, Right[]> Table = new()
    {
        [TokenScope.Read] = [ReadLedger],
        [TokenScope.Report] = [Accept, Progress, RequestExtension, Submit, Countersign, Comment],
        [TokenScope.Supervise] = [ImportReport, ConfirmItems, Assign, DecideExtension, ChangeLimit, Reopen, CarryOver, HandleObjection, Reinspect, LinkProblems, Comment],
        [TokenScope.Review] = [Review, DecideYearMatch, Reopen, CarryOver, HandleObjection, Reinspect, LinkProblems, Comment],
    };

    // Held by several sets, so that they tell none of them apart.
    static readonly Right[] Shared = [Comment, Reopen, CarryOver, HandleObjection, Reinspect, LinkProblems];

    /// <summary>The sets of which this person has something to give.</summary>
    public static IReadOnlyList<TokenScope> Open(Actor actor) => [.. Table.Where(set => set.Value.Any(right => right is not Comment && actor.May(right))).Select(set => set.Key)];

    /// <summary>The rights of these sets that the person has; reading alone where none was chosen.</summary>
    public static IReadOnlyList<Right> Rights(IEnumerable<TokenScope> scopes, Actor actor) =>
        [.. scopes.Append(TokenScope.Read).SelectMany(scope => Table[scope]).Distinct().Where(actor.May)];

    /// <summary>The sets that a token's rights touch, to be named in a list.</summary>
    public static IReadOnlyList<TokenScope> Named(IReadOnlyList<Right> rights) =>
        [.. Table.Where(set => set.Value.Any(right => !Shared.Contains(right) && rights.Contains(right))).Select(set => set.Key)];
}

using static Tracker.People.Reach;
using static Tracker.People.Right;

namespace Tracker.People;

/// <summary>督办员, 责任单位承办人, 单位负责人, 复核员, 管理员, 查阅.</summary>
public enum Role { Reader, DepartmentOfficer, DepartmentHead, Supervisor, Reviewer, Administrator }

public enum Right
{
    ReadLedger, ImportReport, ConfirmItems, Assign, Accept, Progress, RequestExtension, DecideExtension, ChangeLimit,
    Submit, Review, Reopen, Comment, DecideYearMatch, CarryOver, Countersign, HandleObjection, Reinspect, LinkProblems, SetWorkRules, IssueReplyLink, ManagePeople, SeeJobs, MendProjections, KeepSeals, ManageRules, SeeReads,
}

/// <summary>How far a role's right goes: not at all, the post's own unit with those below it, 管理范围, or only where that is the whole installation.</summary>
public enum Reach { None, OwnUnits, Scope, Installation }

/// <summary>One cell of the table of rights.</summary>
public sealed record Grant(Role Role, Right Right, Reach Reach);

/// <summary>Role × right × reach: the one table that pages, API and command line ask.</summary>
public static class Rights
{
    static readonly Dictionary<Role, (Reach Reach, Right[] Rights)[]> Granted = new()
    {
        [Role.Reader] = [(Scope, [ReadLedger])],
        [Role.DepartmentOfficer] = [(OwnUnits, [ReadLedger, Accept, Progress, RequestExtension, Submit, Comment, IssueReplyLink])],
        [Role.DepartmentHead] = [(OwnUnits, [ReadLedger, Accept, Progress, RequestExtension, Submit, Countersign, Comment, IssueReplyLink])],
        [Role.Supervisor] = [(Scope, [ReadLedger, ImportReport, ConfirmItems, Assign, DecideExtension, ChangeLimit, Reopen, Comment, CarryOver, HandleObjection, Reinspect, LinkProblems, IssueReplyLink])],
        [Role.Reviewer] = [(Scope, [ReadLedger, Review, Reopen, Comment, DecideYearMatch, CarryOver, HandleObjection, Reinspect, LinkProblems])],
        [Role.Administrator] = [(Scope, [ReadLedger, ManagePeople]), (Installation, [SeeJobs, MendProjections, KeepSeals, ManageRules, SetWorkRules, SeeReads])],
    };

    /// <summary>The whole table, to be printed and tested: a cell for each role and right.</summary>
    public static IReadOnlyList<Grant> Table { get; } =
        [.. from role in Enum.GetValues<Role>() from right in Enum.GetValues<Right>() select new Grant(role, right, ReachOf(role, right))];

    public static Reach ReachOf(Role role, Right right) =>
        Granted[role].FirstOrDefault(part => part.Rights.Contains(right)) is { Rights: not null } part ? part.Reach : None;

    /// <summary>Supervising kinds: what they may do holds over 管理范围, not over a unit's own work.</summary>
    public static bool IsSupervising(Role role) => ReachOf(role, ReadLedger) is Scope;
}

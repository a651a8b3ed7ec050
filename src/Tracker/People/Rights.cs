using static Tracker.People.Right;

namespace Tracker.People;

/// <summary>督办员, 责任单位承办人, 单位负责人, 复核员, 管理员, 查阅.</summary>
public enum Role { Reader, DepartmentOfficer, DepartmentHead, Supervisor, Reviewer, Administrator }

public enum Right
{
    ReadLedger, ImportReport, ConfirmItems, Assign, Accept, Progress, RequestExtension, DecideExtension, ChangeLimit,
    Submit, Review, Reopen, Comment, DecideYearMatch, CarryOver, ManagePeople, SeeJobs, MendProjections, KeepSeals, ManageRules, IssueReplyLink,
}

/// <summary>Which role may do what: the one table that pages, API and command line ask.</summary>
public static class Rights
{
    static readonly Dictionary<Role, Right[]> Table = new()
    {
        [Role.Reader] = [ReadLedger],
        [Role.DepartmentOfficer] = [ReadLedger, Accept, Progress, RequestExtension, Submit, Comment, IssueReplyLink],
        [Role.DepartmentHead] = [ReadLedger, Accept, Progress, RequestExtension, Submit, Comment, IssueReplyLink],
        [Role.Supervisor] = [ReadLedger, ImportReport, ConfirmItems, Assign, DecideExtension, ChangeLimit, Reopen, Comment, CarryOver, IssueReplyLink],
        [Role.Reviewer] = [ReadLedger, Review, Reopen, Comment, DecideYearMatch, CarryOver],
        [Role.Administrator] = [ReadLedger, ManagePeople, SeeJobs, MendProjections, KeepSeals, ManageRules],
    };

    public static bool Allow(IReadOnlyList<Role> roles, Right right) =>
        roles.Any(role => Table[role].Contains(right));
}

using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.People;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>角色和权限: the one table of rights, as the program asks it.</summary>
public sealed class RightsModel(CurrentActor current) : PageModel
{
    public void OnGet() => current.Actor.Need(Right.ManagePeople);

    public static Reach ReachOf(Role role, Right right) => Rights.Table.Single(cell => cell.Role == role && cell.Right == right).Reach;
}

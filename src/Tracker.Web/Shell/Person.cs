using System.Security.Claims;

namespace Tracker.Web.Shell;

/// <summary>What the shell shows of the person who is signed in; the sign-in page issues these claims.</summary>
public static class Person
{
    public const string UnitClaim = "unit";
    public const string Administrator = "administrator";

    public static bool IsSignedIn(this ClaimsPrincipal person) => person.Identity is { IsAuthenticated: true };

    public static string? Name(this ClaimsPrincipal person) => person.Identity?.Name;

    public static string? Unit(this ClaimsPrincipal person) => person.FindFirst(UnitClaim)?.Value;
}

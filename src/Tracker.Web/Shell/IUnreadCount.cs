using System.Security.Claims;

namespace Tracker.Web.Shell;

/// <summary>Asked once a page for the number beside the inbox; the inbox answers.</summary>
public interface IUnreadCount
{
    Task<int> Of(ClaimsPrincipal person, CancellationToken ct);
}

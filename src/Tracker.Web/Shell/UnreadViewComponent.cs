using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;

namespace Tracker.Web.Shell;

public sealed class UnreadViewComponent(IUnreadCount? unread = null) : ViewComponent
{
    public async Task<ViewViewComponentResult> InvokeAsync() =>
        View("/Shell/_Unread.cshtml", unread is null ? 0 : await unread.Of(UserClaimsPrincipal, HttpContext.RequestAborted));
}

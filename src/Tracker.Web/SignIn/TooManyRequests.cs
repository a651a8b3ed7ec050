using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Web.Http;

namespace Tracker.Web.SignIn;

static class TooManyRequests
{
    /// <summary>429, which the error page words.</summary>
    public static StatusCodeResult TooMany(this PageModel page)
    {
        page.Response.Headers.RetryAfter = RateLimits.RetryAfter;
        return page.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}

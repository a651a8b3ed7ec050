using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Web.Http;

namespace Tracker.Web.Shell;

/// <summary>
/// Every failed page ends here, with the failed request's own method: so no handler, which would ask that method's
/// antiforgery token of a form that was not sent to it. htmx gets the sentence alone, for #flash.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(Texts texts, UploadLimit limit) : PageModel
{
    public int Status => Response.StatusCode is >= 400 and var failed ? failed : StatusCodes.Status404NotFound;

    public string Title => texts[ErrorText.Title(Status)];

    public string Advice =>
        HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is RefusalException refusal ? texts.Refusal(refusal)
        : texts[ErrorText.Advice(Status), limit.Megabytes];

    public string Trace => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    public bool IsPartial => Request.Headers.ContainsKey("HX-Request");

    // Someone who asks for /error itself has found no page.
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context) =>
        Response.StatusCode = Status;
}

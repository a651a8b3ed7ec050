using Microsoft.AspNetCore.Diagnostics;
using Tracker.Web.Api;
using Tracker.Web.Shell;

namespace Tracker.Web.Http;

/// <summary>Under /api a failure is problem+json with its code; a page's failure goes on to the page /error.</summary>
sealed class ApiFailureHandler(IProblemDetailsService problems, Texts texts) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        // The request's own path already reads /error here.
        var asked = context.Features.Get<IExceptionHandlerPathFeature>()!.Path;
        if (!HttpHosting.IsApi(asked)) return false;

        var problem = Problems.Of(exception, texts);
        context.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}

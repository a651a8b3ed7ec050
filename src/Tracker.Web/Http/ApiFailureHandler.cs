using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
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

        var failure = Failure.Of(exception);
        context.Response.StatusCode = failure.Status;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails =
            {
                Type = failure.Code,
                Status = failure.Status,
                Title = texts[ErrorText.Title(failure.Status)],
                Detail = exception switch
                {
                    RefusalException refusal => texts.Refusal(refusal),
                    BadHttpRequestException { InnerException: JsonException { Path: { Length: > 2 } path } } => texts["Shell.Error.400.Field", path[2..]],
                    _ => ApiProblems.Sentence(texts, context, failure.Status),
                },
            },
        });
    }
}

using Microsoft.AspNetCore.Mvc;
using Tracker.Web.Api;
using Tracker.Web.Shell;

namespace Tracker.Web.Http;

/// <summary>Every problem of the API says in a sentence what is wrong, also where the framework found it.</summary>
static class ApiProblems
{
    public static void AddApiProblems(this WebApplicationBuilder builder)
    {
        // Then what can't be read comes to the failure handler in production too, and is not answered by a bare status.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Complete(context.HttpContext, context.ProblemDetails));
    }

    static void Complete(HttpContext http, ProblemDetails problem)
    {
        if (problem.Detail is not null) return;
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var status = problem.Status ?? http.Response.StatusCode;
        problem.Type = TypeOf(status);
        problem.Title = texts[ErrorText.Title(status)];
        problem.Detail = problem is HttpValidationProblemDetails invalid ? texts["Shell.Error.400.Field", string.Join(", ", invalid.Errors.Keys)]
            : status is StatusCodes.Status413PayloadTooLarge ? texts["Shell.Error.413.Advice", http.RequestServices.GetRequiredService<UploadLimit>().Megabytes]
            : Problems.Sentence(texts, status);
    }

    static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "not-signed-in",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "too-large",
        StatusCodes.Status415UnsupportedMediaType => "media-type",
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        _ => "malformed",
    };
}

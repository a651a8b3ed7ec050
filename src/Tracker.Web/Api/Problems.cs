using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Tracker.Reports;
using Tracker.Web.Http;
using Tracker.Web.Shell;

namespace Tracker.Web.Api;

/// <summary>A failure as a caller is told it, alone or as one of many.</summary>
static class Problems
{
    public static ProblemDetails Of(Exception exception, Texts texts)
    {
        var failure = Failure.Of(exception);
        return new()
        {
            Type = failure.Code,
            Status = failure.Status,
            Title = texts[ErrorText.Title(failure.Status)],
            Detail = exception switch
            {
                RefusalException refusal => texts.Refusal(refusal),
                UnreadableFileException unreadable => texts[$"Reports.Unreadable.{unreadable.Code}"],
                BadHttpRequestException { InnerException: JsonException { Path: { Length: > 2 } path } } => texts["Shell.Error.400.Field", path[2..]],
                _ => Sentence(texts, failure.Status),
            },
        };
    }

    /// <summary>What to do; null where it depends on a setting, which the one who answers fills in.</summary>
    public static string? Sentence(Texts texts, int status) => status switch
    {
        StatusCodes.Status400BadRequest => texts["Shell.Error.400.Shape"],
        StatusCodes.Status413PayloadTooLarge => null,
        _ => texts[ErrorText.Advice(status)],
    };
}

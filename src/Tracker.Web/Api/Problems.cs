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
                _ => texts[ErrorText.Advice(failure.Status)],
            },
        };
    }
}

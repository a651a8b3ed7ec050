using System.Data.Common;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Web.Http;

/// <summary>The one place where an exception becomes a status: shape 400, right 403, scope 404, refusal 409, stale 412, size 413, and 500 for our own faults.</summary>
sealed record Failure(int Status, string Code)
{
    public static Failure Of(Exception exception) => exception switch
    {
        RefusalException refusal => new(StatusCodes.Status409Conflict, refusal.Code),
        NotFoundException => new(StatusCodes.Status404NotFound, "not-found"),
        ForbiddenException => new(StatusCodes.Status403Forbidden, "forbidden"),
        ConcurrencyException => new(StatusCodes.Status412PreconditionFailed, "stale"),
        UnreadableFileException unreadable => new(StatusCodes.Status400BadRequest, unreadable.Code),
        BadHttpRequestException bad => new(bad.StatusCode, bad.StatusCode == 413 ? "too-large" : "malformed"),
        // A NUL character: no text of PostgreSQL can hold one, and no person types one.
        DbException { SqlState: "22021" or "22P05" } => new(StatusCodes.Status400BadRequest, "malformed"),
        _ => new(StatusCodes.Status500InternalServerError, "failure"),
    };
}

using Tracker.Web.Http;

namespace Tracker.Web.Api;

/// <summary>The call takes If-Match and answers with an ETag.</summary>
sealed record TakesVersion;

/// <summary>The call takes an Idempotency-Key.</summary>
sealed record TakesKey;

/// <summary>The answer has an ETag.</summary>
sealed record GivesVersion;

/// <summary>What the endpoints of the API have in common: whose call is taken, and how it may fail.</summary>
static class ApiRoutes
{
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string path, string tag) =>
        routes.MapGroup($"/api{path}").WithTags(tag).AddEndpointFilter<SameOrigin>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <summary>A call that changes something: it may be refused, meet another's change, or be too large.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    /// <summary>A command on one stream: it also takes If-Match and Idempotency-Key.</summary>
    public static RouteHandlerBuilder Command(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.Changes(summary).WithMetadata(new TakesVersion(), new TakesKey(), new GivesVersion());
}

using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Commitments;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.Commitments;

/// <summary>One call's headers and its person, around any command.</summary>
sealed class Call(CommitmentHandler handler, CurrentActor current, Chosen chosen, IHttpContextAccessor http)
{
    public async Task<NoContent> Do<TRequest>(Guid id, Step<TRequest> step, TRequest request, CancellationToken ct) where TRequest : class
    {
        if (step.NamesUnits) await chosen.Load(ct);
        return await Do(id, step.Of(request, chosen), ct);
    }

    public async Task<NoContent> Do(Guid id, CommitmentCommand command, CancellationToken ct)
    {
        var context = http.HttpContext!;
        var version = await handler.Handle(id, command, current.Actor, CallHeaders.Expected(context.Request), CallHeaders.KeyOf(context.Request), ct);
        context.Response.Headers.ETag = CallHeaders.Tag(version);
        return TypedResults.NoContent();
    }

    public async Task<NoContent> Attach(Guid id, IReadOnlyList<(string, byte[])> files, DateOnly? speaksFor, Guid? measure, CancellationToken ct)
    {
        var context = http.HttpContext!;
        context.Response.Headers.ETag = CallHeaders.Tag(await handler.Attach(id, files, speaksFor, measure, current.Actor, CallHeaders.KeyOf(context.Request), ct));
        return TypedResults.NoContent();
    }
}

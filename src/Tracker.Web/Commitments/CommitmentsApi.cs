using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Http;
using Tracker.Web.SignIn;

namespace Tracker.Web.Commitments;

/// <summary>The commands of a commitment over HTTP. ETag and If-Match carry the version; Idempotency-Key makes a repetition harmless.</summary>
static class CommitmentsApi
{
    public static void MapCommitmentsApi(this IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/api/commitments/{id:guid}").WithTags("Commitments").AddEndpointFilter<SameOrigin>();

        one.MapGet("", Get);
        one.MapPut("/assignment", Assign);
        one.MapPost("/acceptance", (Guid id, Call call, CancellationToken ct) => call.Do(id, new AcceptAssignment(), ct));
        one.MapPost("/progress", (Guid id, ProgressRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ReportProgress(request.Text!, request.Percent), ct));
        one.MapPost("/submission", (Guid id, SubmissionRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new SubmitClosing(request.Statement!), ct));
        one.MapPost("/closure", (Guid id, ClosureRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new CloseCommitment(request.Outcome!.Value, request.Note), ct));
        one.MapDelete("/closure", (Guid id, [FromBody] ReopeningRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ReopenCommitment(request.Reason!), ct));
        one.MapPut("/limit", (Guid id, LimitRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ChangeLimit(request.To!.Value, request.Reason!), ct));
    }

    static async Task<Ok<CommitmentAnswer>> Get(
        Guid id, DocumentStore store, CurrentActor current, InstallationClock clock, HttpContext context, CancellationToken ct)
    {
        var view = await CommitmentView.Load(store, id, current.Actor, clock, ct);
        context.Response.Headers.ETag = Call.Tag(view.Version);
        return TypedResults.Ok(CommitmentAnswer.Of(view));
    }

    static async Task<NoContent> Assign(Guid id, AssignmentRequest request, DocumentStore store, Call call, CancellationToken ct)
    {
        IReadOnlyList<UnitRow> units;
        IReadOnlyList<PersonRow> people;
        await using (var connection = await store.OpenConnectionAsync(ct))
        {
            units = await PeopleQuery.Units(connection, ct);
            people = await PeopleQuery.People(connection, ct);
        }
        var command = new AssignCommitment(
            Chosen.Unit(units, request.LeadId!.Value), [.. (request.WithIds ?? []).Distinct().Select(with => Chosen.Unit(units, with))],
            request.PersonId is { } person ? Chosen.Person(people, person) : null, request.Leader, request.DueOn!.Value, request.Standard!, request.Kind!.Value);
        return await call.Do(id, command, ct);
    }
}

/// <summary>One call's headers and its person, around any command.</summary>
sealed class Call(CommitmentHandler handler, CurrentActor current, IHttpContextAccessor http)
{
    public static string Tag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    public async Task<NoContent> Do(Guid id, CommitmentCommand command, CancellationToken ct)
    {
        var context = http.HttpContext!;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var version = await handler.Handle(id, command, current.Actor, Expected(context.Request), key.Length == 0 ? null : key, ct);
        context.Response.Headers.ETag = Tag(version);
        return TypedResults.NoContent();
    }

    // Without If-Match the caller says that any version will do.
    static long? Expected(HttpRequest request)
    {
        var match = request.Headers.IfMatch.ToString();
        if (match.Length == 0 || match == "*") return null;
        return long.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new BadHttpRequestException($"If-Match is not a version: {match}.");
    }
}

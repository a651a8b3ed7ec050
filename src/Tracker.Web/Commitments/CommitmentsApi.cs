using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Reports;
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
        one.MapDelete("/assignment", (Guid id, [FromBody] ReasonRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new DeclineAssignment(request.Reason!), ct));
        one.MapPost("/acceptance", (Guid id, Call call, CancellationToken ct) => call.Do(id, new AcceptAssignment(), ct));
        one.MapPost("/reassignment", Reassign);
        one.MapPost("/measures", AddMeasure);
        one.MapDelete("/measures/{measure:guid}", (Guid id, Guid measure, [FromBody] ReasonRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new DropMeasure(measure, request.Reason!), ct));
        one.MapPost("/progress", (Guid id, ProgressRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ReportProgress(request.Text!, request.Percent, request.MeasureId, Figures(request)), ct));
        one.MapPost("/evidence", Attach).DisableAntiforgery();
        one.MapPost("/extension-request", (Guid id, ExtensionRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new RequestExtension(request.To!.Value, request.Reason!, request.MeasureId), ct));
        one.MapPost("/extension-grant", (Guid id, NoteRequest request, Call call, CancellationToken ct) => call.Do(id, new GrantExtension(request.Note), ct));
        one.MapPost("/extension-refusal", (Guid id, ReasonRequest request, Call call, CancellationToken ct) => call.Do(id, new RefuseExtension(request.Reason!), ct));
        one.MapPut("/limit", (Guid id, LimitRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ChangeLimit(request.To!.Value, request.Reason!, request.MeasureId), ct));
        one.MapPost("/submission", (Guid id, SubmissionRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new SubmitClosing(request.Statement!), ct));
        one.MapPost("/countersignature", (Guid id, NoteRequest request, Call call, CancellationToken ct) => call.Do(id, new CountersignClosing(request.Note), ct));
        one.MapPost("/countersignature-refusal", (Guid id, ReasonRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new RefuseCountersign(request.Reason!), ct));
        one.MapPost("/return", (Guid id, ReturnRequest request, Call call, CancellationToken ct) => call.Do(id, new ReturnClosing(request.Missing!), ct));
        one.MapPost("/closure", (Guid id, ClosureRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new CloseCommitment(request.Outcome!.Value, request.Note, request.Checked?.Select(point => new CheckedPoint(point.Text!, point.Held!.Value)).ToList()), ct));
        one.MapDelete("/closure", (Guid id, [FromBody] ReasonRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ReopenCommitment(request.Reason!), ct));
        one.MapPost("/objection", (Guid id, ObjectionRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ObjectToClosing(request.Text!, request.Objector), ct));
        one.MapPost("/objection-answer", (Guid id, ObjectionAnswerRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new AnswerObjection(request.Upheld!.Value, request.Finding!), ct));
        one.MapPost("/inspection", (Guid id, InspectionRequest request, Call call, CancellationToken ct) =>
            call.Do(id, new ReinspectCommitment(request.Held!.Value, request.Finding!), ct));
        one.MapPost("/comments", (Guid id, CommentRequest request, Call call, CancellationToken ct) => call.Do(id, new CommentOnCommitment(request.Text!), ct));
        one.MapPut("/same-problems/{other:guid}", async (Guid id, Guid other, NoteRequest request, SameProblems same, CurrentActor current, CancellationToken ct) =>
        {
            await same.Link(id, other, request.Note, current.Actor, ct);
            return TypedResults.NoContent();
        });
        one.MapDelete("/same-problems/{other:guid}", async (Guid id, Guid other, [FromBody] ReasonRequest request, SameProblems same, CurrentActor current, CancellationToken ct) =>
        {
            await same.Unlink(id, other, request.Reason!, current.Actor, ct);
            return TypedResults.NoContent();
        });
    }

    static List<ReportedFigure>? Figures(ProgressRequest request) =>
        request.Figures?.Select(figure => new ReportedFigure(figure.Target!, figure.Number!.Value, TargetFigure.Of(figure.Target!)?.Unit)).ToList();

    static async Task<Ok<CommitmentAnswer>> Get(
        Guid id, DocumentStore store, CurrentActor current, InstallationClock clock, HttpContext context, CancellationToken ct)
    {
        var view = await CommitmentView.Load(store, id, current.Actor, clock, ct);
        context.Response.Headers.ETag = Call.Tag(view.Version);
        return TypedResults.Ok(CommitmentAnswer.Of(view));
    }

    static async Task<NoContent> Assign(Guid id, AssignmentRequest request, Chosen chosen, Call call, CancellationToken ct)
    {
        await chosen.Load(ct);
        var lead = chosen.Unit(request.LeadId!.Value);
        return await call.Do(id, new AssignCommitment(
            lead, chosen.Units(request.WithIds), chosen.Person(request.PersonId), request.Leader, request.DueOn!.Value, request.Standard!, request.Kind!.Value,
            [.. (request.Measures ?? []).Select(measure => chosen.Measure(measure, lead, request.DueOn.Value))]), ct);
    }

    static async Task<NoContent> Reassign(Guid id, ReassignmentRequest request, Chosen chosen, Call call, CancellationToken ct)
    {
        await chosen.Load(ct);
        return await call.Do(id, new ReassignCommitment(
            chosen.Unit(request.LeadId!.Value), chosen.Units(request.WithIds), chosen.Person(request.PersonId), request.Reason!), ct);
    }

    static async Task<NoContent> AddMeasure(Guid id, MeasureRequest request, Chosen chosen, Call call, CancellationToken ct)
    {
        if (request.UnitId is not { } unit || request.DueOn is not { } due) throw new BadHttpRequestException("A measure needs its unit (unitId) and its limit (dueOn).");
        await chosen.Load(ct);
        return await call.Do(id, new AddMeasure(chosen.Measure(request, chosen.Unit(unit), due)), ct);
    }

    static async Task<NoContent> Attach(Guid id, IFormFileCollection files, [FromForm] DateOnly? speaksFor, [FromForm] Guid? measureId, Call call, CancellationToken ct) =>
        await call.Attach(id, await UploadedFiles.Read(files, ct), speaksFor, measureId, ct);
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

    public async Task<NoContent> Attach(Guid id, IReadOnlyList<(string, byte[])> files, DateOnly? speaksFor, Guid? measure, CancellationToken ct)
    {
        var context = http.HttpContext!;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        context.Response.Headers.ETag = Tag(await handler.Attach(id, files, speaksFor, measure, current.Actor, key.Length == 0 ? null : key, ct));
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

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Web.Api;
using Tracker.Web.Http;
using Tracker.Web.SignIn;

namespace Tracker.Web.Commitments;

/// <summary>One commitment over HTTP: what it is, and every step of its life.</summary>
static class CommitmentsApi
{
    public static void MapCommitmentsApi(this IEndpointRouteBuilder routes)
    {
        var one = routes.MapApi("/commitments/{id:guid}", "Commitments");

        one.MapGet("", Get).WithSummary("A commitment (事项) as it stands, with the steps that are open to the caller").WithMetadata(new GivesVersion());
        one.MapGet("/events", Events).WithSummary("Its whole history (办理经过), oldest first").WithMetadata(new GivesVersion());
        one.MapGet("/evidence/{sha256:regex(^[0-9a-f]{{64}}$)}", EvidenceFile.Download).WithSummary("A file of its evidence (佐证材料), to be kept")
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        MapWork(one);
        MapClosing(one);
        one.MapPut("/same-problems/{other:guid}", Link).Changes("Note the same problem (同类问题) in both commitments");
        one.MapDelete("/same-problems/{other:guid}", Unlink).Changes("Take that note back in both");
    }

    static void MapWork(RouteGroupBuilder one)
    {
        one.MapPut("/assignment", (Guid id, AssignmentRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Assignment, request, ct))
            .Command("Dispatch (交办) to a lead unit, or change the dispatch");
        one.MapDelete("/assignment", (Guid id, [FromBody] ReasonRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Declination, request, ct))
            .Command("Send it back (退回) as not the unit's own");
        one.MapPost("/acceptance", (Guid id, Call call, CancellationToken ct) => call.Do(id, Steps.Acceptance.Does, ct)).Command("Accept (签收)");
        one.MapPost("/reassignment", (Guid id, ReassignmentRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Reassignment, request, ct))
            .Command("Hand it to another unit (改派)");
        one.MapPost("/measures", (Guid id, MeasureRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Measure, request, ct)).Command("Add a measure (措施)");
        one.MapDelete("/measures/{measure:guid}", (Guid id, Guid measure, [FromBody] ReasonRequest request, Call call, CancellationToken ct) =>
            call.Do(id, Steps.MeasureRemoval, new(measure, request.Reason), ct)).Command("Drop a measure");
        one.MapPost("/progress", (Guid id, ProgressRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Progress, request, ct)).Command("Report progress (填报进展)");
        one.MapPost("/evidence", Attach).DisableAntiforgery().Changes("Attach evidence (佐证材料), one file or several").WithMetadata(new TakesKey(), new GivesVersion())
            .AddOpenApiOperationTransformer((operation, _, _) => OpenApiForms.Describe(operation, "files", OpenApiForms.Files, "speaksFor", "measureId"));
        one.MapPost("/extension-request", (Guid id, ExtensionRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.ExtensionRequest, request, ct))
            .Command("Ask for a later limit (申请延期)");
        one.MapPost("/extension-grant", (Guid id, NoteRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.ExtensionGrant, request, ct)).Command("Grant it (同意延期)");
        one.MapPost("/extension-refusal", (Guid id, ReasonRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.ExtensionRefusal, request, ct)).Command("Refuse it (不同意延期)");
        one.MapPut("/limit", (Guid id, LimitRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Limit, request, ct)).Command("Change the limit (调整时限)");
        one.MapPost("/comments", (Guid id, CommentRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Comment, request, ct)).Command("Leave a remark (留言)");
    }

    static void MapClosing(RouteGroupBuilder one)
    {
        one.MapPost("/submission", (Guid id, SubmissionRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Submission, request, ct)).Command("Apply for closing (申请销号)");
        one.MapPost("/countersignature", (Guid id, NoteRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Countersignature, request, ct))
            .Command("Countersign the application (会签)");
        one.MapPost("/countersignature-refusal", (Guid id, ReasonRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.CountersignatureRefusal, request, ct))
            .Command("Refuse to countersign");
        one.MapPost("/return", (Guid id, ReturnRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Return, request, ct)).Command("Return the application (退回补充)");
        one.MapPost("/closure", (Guid id, ClosureRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Closure, request, ct)).Command("Close (销号)");
        one.MapDelete("/closure", (Guid id, [FromBody] ReasonRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Reopening, request, ct)).Command("Reopen (重新打开)");
        one.MapPost("/objection", (Guid id, ObjectionRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Objection, request, ct))
            .Command("Note an objection (异议) to the closing on public notice");
        one.MapPost("/objection-answer", (Guid id, ObjectionAnswerRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.ObjectionAnswer, request, ct)).Command("Answer the objection");
        one.MapPost("/inspection", (Guid id, InspectionRequest request, Call call, CancellationToken ct) => call.Do(id, Steps.Inspection, request, ct)).Command("Look again (回头看)");
    }

    static async Task<Ok<CommitmentAnswer>> Get(
        Guid id, DocumentStore store, CurrentActor current, InstallationClock clock, HttpContext context, CancellationToken ct)
    {
        var view = await CommitmentView.Load(store, id, current.Actor, clock, ct);
        context.Response.Headers.ETag = CallHeaders.Tag(view.Version);
        return TypedResults.Ok(CommitmentAnswer.Of(view));
    }

    static async Task<Ok<HistoryAnswer>> Events(
        Guid id, DocumentStore store, CurrentActor current, InstallationClock clock, HttpContext context, CancellationToken ct)
    {
        var view = await CommitmentView.Load(store, id, current.Actor, clock, ct);
        context.Response.Headers.ETag = CallHeaders.Tag(view.Version);
        return TypedResults.Ok(HistoryAnswer.Of(view));
    }

    static async Task<NoContent> Attach(Guid id, IFormFileCollection files, [FromForm] DateOnly? speaksFor, [FromForm] Guid? measureId, Call call, CancellationToken ct) =>
        await call.Attach(id, await UploadedFiles.Read(files, ct), speaksFor, measureId, ct);

    static async Task<NoContent> Link(Guid id, Guid other, NoteRequest request, SameProblems same, CurrentActor current, CancellationToken ct)
    {
        await same.Link(id, other, request.Note, current.Actor, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Unlink(Guid id, Guid other, [FromBody] ReasonRequest request, SameProblems same, CurrentActor current, CancellationToken ct)
    {
        await same.Unlink(id, other, request.Reason!, current.Actor, ct);
        return TypedResults.NoContent();
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.Reports;

/// <summary>Reports over HTTP: those taken in, one of them, and the way in for another.</summary>
static class ReportsApi
{
    const int Usual = 50;

    public static void MapReportsApi(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapApi("/reports", "Reports");
        all.MapGet("", List).WithSummary("The reports that the caller may read, newest year first, a page at a time");
        all.MapPost("", Import).Changes("Take in a report (导入): a form with the file, or its text alone")
            .WithDescription("multipart/form-data with file, organization and year; or text/plain with organization and year in the address. Both are needed only where the document does not say them. The same content again changes nothing.")
            .Accepts<Stream>("multipart/form-data", "text/plain")
            .AddOpenApiOperationTransformer((operation, _, _) => OpenApiForms.Describe(operation, "file", OpenApiForms.File, "organization", "year"));
        var one = all.MapGroup("/{id:guid}");
        one.MapGet("", Get).WithSummary("A report with its items, what was found in it and what is to be remarked on it (核查意见)").WithMetadata(new GivesVersion());
        one.MapGet("/text", Text).WithSummary("The text into which the offsets point").Produces<string>(StatusCodes.Status200OK, "text/plain");
        one.MapGet("/file", File).WithSummary("The file as it was imported").Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
    }

    static async Task<Ok<ReportSlice>> List(
        [StringLength(200), RegularExpression(@"[^\0]*")] string? organization, int? year, [StringLength(2000)] string? cursor, [Range(1, 200)] int? limit,
        DocumentStore store, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        return await Cursors.Read(() => ReportsQuery.After(
            connection, string.IsNullOrEmpty(organization) ? null : organization, year, cursor, limit ?? Usual, current.Actor, ct));
    }

    static async Task<Ok<ReportAnswer>> Get(Guid id, ReportHandler reports, ReportFindings findings, CurrentActor current, HttpContext context, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        var page = await reports.Read(id, current.Actor, ct);
        context.Response.Headers.ETag = CallHeaders.Tag(page.Version);
        return TypedResults.Ok(ReportAnswer.Of(page.Report, await findings.Of(page, ct)));
    }

    static async Task<ContentHttpResult> Text(Guid id, ReportHandler reports, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        return TypedResults.Text((await reports.Read(id, current.Actor, ct)).Text, "text/plain; charset=utf-8");
    }

    static async Task<FileContentHttpResult> File(Guid id, ReportHandler reports, DocumentStore store, CurrentActor current, HttpContext context, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        var report = (await reports.Read(id, current.Actor, ct)).Report;
        await using var connection = await store.OpenConnectionAsync(ct);
        var file = await FileTable.Find(connection, report.FileSha256, ct) ?? throw new NotFoundException($"The content of {report.FileSha256} is missing.");
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(file.Bytes, "application/octet-stream", report.FileName);
    }

    static async Task<Results<Created<ImportResult>, Ok<ImportResult>>> Import(
        HttpRequest request, [FromQuery] string? organization, [FromQuery] int? year, ImportReport import, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.ImportReport);
        var sent = await SentReport.Read(request, organization, year, ct);
        // On a thread of its own: reading a long text would hold up the server's.
        var result = await Task.Run(() => import.Handle(sent.Content, sent.FileName, sent.Given, current.Actor, null, ct), ct);
        return result.Outcome is ImportOutcome.New ? TypedResults.Created($"/api/reports/{result.ReportId}", result) : TypedResults.Ok(result);
    }
}

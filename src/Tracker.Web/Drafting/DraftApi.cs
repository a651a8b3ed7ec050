using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Drafting;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.Drafting;

/// <summary>起草 over HTTP.</summary>
static class DraftApi
{
    public static void MapDraftApi(this IEndpointRouteBuilder routes) =>
        routes.MapApi("/reports/{id:guid}/draft", "Reports").MapGet("", Docx).WithSummary("The draft (初稿) of the next report as a Word document")
            .Produces<Stream>(StatusCodes.Status200OK, DraftDocx.MediaType);

    static async Task<FileContentHttpResult> Docx(Guid id, Drafts drafts, CurrentActor current, InstallationClock clock, HttpContext context, CancellationToken ct)
    {
        var drafted = await drafts.OfReport(id, current.Actor, ct);
        if (drafted.Commitments == 0) throw new NotFoundException($"Report {id} has no commitments in the scope of {current.Actor.Id}.");
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(DraftDocx.Write(drafted.Draft, clock.Zone), DraftDocx.MediaType, $"{drafted.Draft.Title}（初稿）.docx");
    }
}

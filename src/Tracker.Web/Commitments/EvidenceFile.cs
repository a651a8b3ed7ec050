using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Files;
using Tracker.Web.SignIn;

namespace Tracker.Web.Commitments;

/// <summary>佐证材料 to be kept, never to be shown: what an uploader made of it must not run in our pages.</summary>
static class EvidenceFile
{
    public static void MapEvidence(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/commitments/{id:guid}/evidence/{sha256:regex(^[0-9a-f]{{64}}$)}", Download);

    public static async Task<FileContentHttpResult> Download(
        Guid id, string sha256, DocumentStore store, CurrentActor current, InstallationClock clock, HttpContext context, CancellationToken ct)
    {
        var view = await CommitmentView.Load(store, id, current.Actor, clock, ct);
        // Only by way of a commitment that the person sees: a hash alone opens nothing.
        var named = view.History.Select(entry => entry.Fact).OfType<EvidenceAttached>().FirstOrDefault(file => file.Sha256 == sha256)
            ?? throw new NotFoundException($"Commitment {id} has no evidence {sha256}.");
        await using var connection = await store.OpenConnectionAsync(ct);
        var file = await FileTable.Find(connection, sha256, ct) ?? throw new NotFoundException($"The content of {sha256} is missing.");
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(file.Bytes, named.MediaType, named.FileName);
    }
}

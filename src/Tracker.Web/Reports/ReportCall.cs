using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.Reports;

/// <summary>One call's headers and its person, around any command on a report.</summary>
sealed class ReportCall(ReportHandler reports, CurrentActor current, IHttpContextAccessor http, TimeProvider time)
{
    HttpContext Context => http.HttpContext!;

    public async Task<NoContent> Do(Guid id, ReportCommand command, CancellationToken ct)
    {
        var version = await reports.Handle(id, command, current.Actor, CallHeaders.Expected(Context.Request), CallHeaders.KeyOf(Context.Request), ct);
        Context.Response.Headers.ETag = CallHeaders.Tag(version);
        return TypedResults.NoContent();
    }

    /// <summary>For the nth item that the call makes; under an Idempotency-Key it follows from the key, so that a repetition answers the same.</summary>
    public Guid NewId(Guid report, int nth) => CallHeaders.KeyOf(Context.Request) is { } key
        ? StableId.Of(Encoding.UTF8.GetBytes($"{report}\n{nth}\n{key}"))
        : Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The items that were not dropped.</summary>
    public async Task<IReadOnlyList<FoundItem>> Items(Guid id, CancellationToken ct) =>
        [.. (await reports.Read(id, current.Actor, ct)).Report.Items.Where(item => item.Status is not ItemStatus.Dropped).Select(item => item.Item)];

    public async Task<IReadOnlyList<Guid>> AllItems(Guid id, CancellationToken ct)
    {
        current.Actor.Need(Right.ConfirmItems);
        return [.. (await Items(id, ct)).Select(item => item.Id)];
    }
}

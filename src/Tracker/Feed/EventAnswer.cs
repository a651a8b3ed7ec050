using System.Text.Json;
using System.Text.Json.Nodes;
using Tracker.People;

namespace Tracker.Feed;

/// <summary>An event as the API and the command line write it.</summary>
/// <param name="Version">Of the commitment or report, after this event: its ETag.</param>
/// <param name="Data">What the event itself says, by its type.</param>
public sealed record EventAnswer(
    long Sequence, Guid Id, string Type, DateTimeOffset At, Guid? CommitmentId, Guid? ReportId, long Version, By By, JsonObject Data)
{
    public static EventAnswer Of(FeedEvent e, JsonSerializerOptions json)
    {
        var data = (JsonObject)JsonSerializer.SerializeToNode(e.Data, e.Data.GetType(), json)!;
        data.Remove("by"); // it stands beside
        return new(e.Sequence, e.Id, e.Type, e.At, e.CommitmentId, e.ReportId, e.Version, e.By, data);
    }
}

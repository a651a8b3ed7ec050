using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Tracker.Feed;
using Tracker.People;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.Feed;

/// <summary>What happened, since a number: asked for page by page, waited for, or streamed as it comes.</summary>
static class FeedApi
{
    const int LongestWait = 30;
    const int MostAtOnce = 500;

    static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // Many commits make one look, however many listen.
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    // The person's rights and scope are read when a request begins: nobody goes on listening with those of yesterday.
    static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(5);

    public static void MapFeedApi(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapApi("/events", "Events");
        events.MapGet("", Get).WithSummary("The events after a sequence, within the caller's scope; with wait, as soon as there are any (long poll, up to 30 seconds).");
        events.MapGet("/types", () => EventsInScope.Types).WithSummary("The types of event that there are.");
        events.MapGet("/stream", Stream).WithSummary("The same as server-sent events; Last-Event-ID goes on where the last connection ended.");
    }

    /// <param name="after">The `next` of the page before; 0 for the beginning.</param>
    /// <param name="type">Stored names; all where none is given.</param>
    /// <param name="wait">In seconds.</param>
    static async Task<Ok<FeedAnswer>> Get(
        EventsInScope feed, CurrentActor current, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, IHostApplicationLifetime host, TimeProvider time,
        CancellationToken ct, long after = 0, int limit = 100, int wait = 0, [FromQuery] string[]? type = null)
    {
        var types = Known(type);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        var until = time.GetUtcNow().AddSeconds(Math.Clamp(wait, 0, LongestWait));
        for (; ; )
        {
            var page = await feed.Read(current.Actor, Math.Max(0, after), types, Math.Clamp(limit, 1, MostAtOnce), ct);
            var left = until - time.GetUtcNow();
            if (page.Events.Count > 0 || left <= TimeSpan.Zero || !await Comes(feed, page.Next, left, leaving.Token))
                return TypedResults.Ok(new FeedAnswer([.. page.Events.Select(e => EventAnswer.Of(e, json.Value.SerializerOptions))], page.Next));
            after = page.Next;
        }
    }

    static ServerSentEventsResult<object> Stream(
        HttpRequest request, EventsInScope feed, CurrentActor current, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, IHostApplicationLifetime host, TimeProvider time,
        CancellationToken ct, long after = 0, [FromQuery] string[]? type = null)
    {
        var types = Known(type);
        var last = request.Headers["Last-Event-ID"].ToString();
        if (last.Length > 0 && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new BadHttpRequestException($"Last-Event-ID is not a sequence: {last}.");
        // Before the answer has begun, so that it is a status and not a stream cut short.
        current.Actor.Need(Right.ReadLedger);
        request.HttpContext.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy in between passes each event on at once
        return TypedResults.ServerSentEvents(Items(feed, current.Actor, Math.Max(0, after), types, json.Value.SerializerOptions, host, time, ct));
    }

    static async IAsyncEnumerable<SseItem<object>> Items(
        EventsInScope feed, Actor actor, long after, IReadOnlyCollection<string> types, JsonSerializerOptions json, IHostApplicationLifetime host, TimeProvider time,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        var until = time.GetUtcNow() + LongestStream;
        // At once: the caller is to know that it listens. Later whenever nothing came for it, so that it does not begin too far back.
        yield return Position(after);
        while (!leaving.IsCancellationRequested && time.GetUtcNow() < until)
        {
            var page = await feed.Read(actor, after, types, MostAtOnce, ct);
            foreach (var e in page.Events)
                yield return new(EventAnswer.Of(e, json), e.Type) { EventId = Id(e.Sequence) };
            if (page.Events.Count == 0 && !await Comes(feed, page.Next, Silence, leaving.Token)) yield return Position(page.Next);
            after = page.Next;
        }
    }

    static SseItem<object> Position(long next) => new(new PositionAnswer(next), "position") { EventId = Id(next) };

    static string Id(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    // A host that stops answers at once with what there is.
    static async Task<bool> Comes(EventsInScope feed, long after, TimeSpan atMost, CancellationToken leaving)
    {
        try
        {
            if (!await feed.Wait(after, atMost, leaving)) return false;
            await Task.Delay(Breath, leaving);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    static IReadOnlyCollection<string> Known(string[]? asked)
    {
        if (asked is not { Length: > 0 }) return EventsInScope.Types;
        return asked.FirstOrDefault(type => !EventsInScope.Types.Contains(type)) is { } unknown
            ? throw new BadHttpRequestException($"No such type of event: {unknown}. GET /api/events/types names them.")
            : asked;
    }
}

/// <param name="Next">To be asked for next, as `after`.</param>
public sealed record FeedAnswer(IReadOnlyList<EventAnswer> Events, long Next);

/// <summary>How far a stream has got where nothing in it was for the caller.</summary>
public sealed record PositionAnswer(long Next);

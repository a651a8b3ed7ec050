using System.Diagnostics;
using System.Net;

namespace Tracker.Web.Tests.Reports;

/// <summary>Counts the statements that the requests of one trace send to the database, whatever other tests do meanwhile.</summary>
sealed class CountedStatements : IDisposable
{
    readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
    readonly ActivityListener listener;
    int count;

    /// <summary>How many a page takes.</summary>
    public static async Task<int> Of(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string path)
    {
        using var counted = new CountedStatements();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", counted.TraceParent);
        using var answer = await send(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return counted.Count;
    }

    public CountedStatements()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.TraceId == trace) Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    /// <summary>The header by which a request belongs to the trace.</summary>
    public string TraceParent => $"00-{trace}-{ActivitySpanId.CreateRandom()}-01";

    public void Dispose() => listener.Dispose();
}

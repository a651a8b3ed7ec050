using System.Diagnostics;

namespace Tracker.Web.Tests.Reports;

/// <summary>Counts the statements that the requests of one trace send to the database, whatever other tests do meanwhile.</summary>
sealed class CountedStatements : IDisposable
{
    readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
    readonly ActivityListener listener;
    int count;

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

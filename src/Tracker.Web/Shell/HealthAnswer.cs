using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tracker.Web.Shell;

/// <summary>What /health says to anybody: the state, and of what is not well its name and what it may say in public.</summary>
static class HealthAnswer
{
    public static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var unwell = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            // An exception's message may name hosts and people: it is in the log.
            .Select(entry => $"\n{entry.Key}: {(entry.Value.Exception is null ? entry.Value.Description : entry.Value.Status)}");
        return context.Response.WriteAsync($"{report.Status}{string.Concat(unwell)}", context.RequestAborted);
    }
}

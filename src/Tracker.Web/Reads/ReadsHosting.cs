using Tracker.People;
using Tracker.Reads;

namespace Tracker.Web.Reads;

/// <summary>Tracker:AuditReads: who opened which commitment, report, file or export. Off unless it is asked for.</summary>
static class ReadsHosting
{
    public static void AddReads(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue("Tracker:AuditReads", false)) return;
        builder.Services.AddSingleton<ReadAudit>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReadAudit>());
    }

    public static void UseReads(this WebApplication app)
    {
        if (app.Services.GetService<ReadAudit>() is not { } audit) return;
        // As the answer begins: nothing is shown to anybody before it is noted.
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() => Note(context, audit));
            return next(context);
        });
    }

    static Task Note(HttpContext context, ReadAudit audit)
    {
        if (context.Response.StatusCode == StatusCodes.Status200OK && context.Items[typeof(Actor)] is Actor actor && KindOf(context) is { } kind)
            audit.Note(actor, kind, context.Request.Path + context.Request.QueryString, context.Connection.RemoteIpAddress?.ToString());
        return Task.CompletedTask;
    }

    static ReadKind? KindOf(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method)) return null;
        var path = context.Request.Path;
        var isFile = context.Response.Headers.ContentDisposition.ToString().StartsWith("attachment", StringComparison.OrdinalIgnoreCase);
        var hasId = context.GetRouteValue("id") is not null;
        return (isFile, hasId) switch
        {
            // Whatever else can be carried away is an export, also one that is added later.
            (true, _) => path.Value!.Contains("/evidence/", StringComparison.Ordinal) || path.Value.EndsWith("/file", StringComparison.Ordinal) ? ReadKind.File : ReadKind.Export,
            _ when path == "/api/events" || path == "/api/events/stream" => ReadKind.Export,
            (false, true) when path.StartsWithSegments("/commitments") || path.StartsWithSegments("/api/commitments") => ReadKind.Commitment,
            (false, true) when path.StartsWithSegments("/reports") || path.StartsWithSegments("/api/reports") => ReadKind.Report,
            _ => null,
        };
    }
}

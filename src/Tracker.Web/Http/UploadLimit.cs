using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Tracker.Web.Http;

/// <summary>How large a file may be (setting Tracker:UploadLimitMegabytes); a form names it, the server holds it.</summary>
public sealed record UploadLimit(int Megabytes)
{
    // What a form's other fields and the multipart borders take beside the file.
    const long Frame = 64 * 1024;

    public long FileBytes => Megabytes * 1024L * 1024L;

    public long RequestBytes => FileBytes + Frame;
}

static class UploadLimitHosting
{
    public static void AddUploadLimit(this WebApplicationBuilder builder)
    {
        var limit = new UploadLimit(builder.Configuration.GetValue("Tracker:UploadLimitMegabytes", 64));
        builder.Services.AddSingleton(limit);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = limit.RequestBytes);
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = limit.RequestBytes);
    }

    /// <summary>Says no from the length alone, before a byte of the body is read.</summary>
    public static void UseUploadLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<UploadLimit>();
        app.Use((context, next) =>
        {
            if (!(context.Request.ContentLength > limit.RequestBytes) || IsAlreadyAnswered(context)) return next(context);

            // Lets the server take in and drop what is still under way, so that the browser gets to read the sentence.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = null;
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        });
    }

    static bool IsAlreadyAnswered(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}

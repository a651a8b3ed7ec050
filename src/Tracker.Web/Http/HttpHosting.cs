using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Tracker.Web.Http;

/// <summary>What holds for every answer, page or API: headers, compression, limits, failures.</summary>
static class HttpHosting
{
    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.AddUploadLimit();
        builder.AddRateLimits();
        // It names each request's address as it comes in, and one-time and reply links are addresses that must be in no log.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
            options.Rules.Add(new(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, null)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddValidation();
        builder.AddApiProblems();
        builder.Services.AddExceptionHandler<ApiFailureHandler>();
        builder.Services.AddResponseCompression(options =>
        {
            // Over https too: antiforgery tokens are masked anew in every answer, so their length betrays nothing.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = exception => Failure.Of(exception).Status,
            SuppressDiagnosticsCallback = failed => Failure.Of(failed.Exception).Status < 500,
        });
        app.UseWhen(context => IsApi(context.Request.Path), api => api.UseStatusCodePages());
        app.UseWhen(context => !IsApi(context.Request.Path), pages => pages.UseStatusCodePagesWithReExecute("/error"));
        app.UseRateLimiter();
        app.UseUploadLimit();
        app.UseRouting();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => CacheWhenVersioned(file.Context) });
    }

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api");

    // asp-append-version puts the hash of a file's content into its address as ?v=…, so that address never changes its meaning.
    static void CacheWhenVersioned(HttpContext context) =>
        context.Response.Headers[HeaderNames.CacheControl] = context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}

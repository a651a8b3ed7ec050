using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;
using Tracker.Web.Http;

namespace Tracker.Web.Shell;

static class ShellHosting
{
    public static void AddShell(this WebApplicationBuilder builder)
    {
        Languages.SpeakChineseByDefault();

        var zone = TimeZoneInfo.FindSystemTimeZoneById(builder.Configuration["Tracker:TimeZone"] ?? "Asia/Shanghai");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => new InstallationClock(provider.GetRequiredService<TimeProvider>(), zone));
        builder.Services.AddSingleton<Texts>();

        // As it is, not as &#x6CBB;: a third of the bytes, and a page's source can be read.
        builder.Services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        builder.Services.Configure<RazorViewEngineOptions>(options =>
        {
            options.PageViewLocationFormats.Add("/Shell/{0}.cshtml");
            options.ViewLocationFormats.Add("/Shell/{0}.cshtml");
        });
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // frame-ancestors says it for every page
        });
        builder.Services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "flash";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRazorPages().AddMvcOptions(options => options.Filters.Add<WellFormedParameters>()).WithRazorPagesAtContentRoot();
        builder.Services.AddHealthChecks();
    }

    public static void UseShell(this WebApplication app) => app.UseRequestLocalization(Languages.Options);

    public static void MapShell(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapLanguages();
        app.MapHealthChecks("/health", new() { ResponseWriter = HealthAnswer.Write }).AllowAnonymous();
    }
}

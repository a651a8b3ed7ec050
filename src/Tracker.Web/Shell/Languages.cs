using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace Tracker.Web.Shell;

/// <summary>Chinese unless a person has switched: a browser's own language says little about an office's.</summary>
static class Languages
{
    public const string Cookie = "language";

    public static readonly CultureInfo Chinese = WithIsoDates("zh-Hans");
    public static readonly CultureInfo English = WithIsoDates("en");

    public static bool IsEnglish(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en";

    public static RequestLocalizationOptions Options => new()
    {
        DefaultRequestCulture = new(Chinese),
        SupportedCultures = [Chinese, English],
        SupportedUICultures = [Chinese, English],
        RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }],
    };

    /// <summary>Work without a request (reminders, papers) speaks the installation's language, not the server's.</summary>
    public static void SpeakChineseByDefault()
    {
        CultureInfo.DefaultThreadCurrentCulture = Chinese;
        CultureInfo.DefaultThreadCurrentUICulture = Chinese;
    }

    public static void MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language:regex(^(zh-Hans|en)$)}", Switch).AllowAnonymous().ExcludeFromDescription();

    static RedirectHttpResult Switch(string language, string? returnUrl, HttpContext context)
    {
        var choice = CookieRequestCultureProvider.MakeCookieValue(new(language));
        context.Response.Cookies.Append(Cookie, choice, new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }

    // Then a page writes @date and gets 2025-06-30 in both languages.
    static CultureInfo WithIsoDates(string name)
    {
        var culture = new CultureInfo(name);
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        culture.DateTimeFormat.LongTimePattern = "HH:mm";
        return CultureInfo.ReadOnly(culture);
    }
}

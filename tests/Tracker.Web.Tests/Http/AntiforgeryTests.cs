using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tracker.People;
using Tracker.Web.Tests.SignIn;

namespace Tracker.Web.Tests.Http;

/// <summary>No form of any page is taken without its token: every handler there is, not those that somebody listed.</summary>
public sealed class AntiforgeryTests(TokensApp given) : IClassFixture<TokensApp>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_form_of_every_page_needs_its_token()
    {
        var visitor = await given.App.SignIn((await given.App.Person(Enum.GetValues<Role>())).Login);
        var loader = given.App.Services.GetRequiredService<PageLoader>();
        var tried = 0;
        foreach (var endpoint in given.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) continue;
            var compiled = await loader.LoadAsync(page, endpoint.Metadata);
            foreach (var handler in compiled.HandlerMethods.Where(handler => handler.HttpMethod.Equals("POST", StringComparison.OrdinalIgnoreCase)))
            {
                var path = "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]*\}", match =>
                    match.Value.Contains("guid") ? Guid.Empty.ToString() : match.Value.Contains("long") || match.Value.Contains("int") ? "1" : "x");
                var answer = await visitor.Client.PostAsync(handler.Name is null ? path : $"{path}?handler={handler.Name}", new FormUrlEncodedContent([]), Ct);
                ((int)answer.StatusCode).ShouldBe(400, $"{path} {handler.Name}");
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(15);
    }

    // One that only tells the browser to forget it holds nothing.
    static bool IsKept(string cookie) => !cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal);

    [Fact]
    public async Task Cookies_are_kept_from_scripts_and_other_sites_and_over_https_from_plain_http()
    {
        foreach (var address in (string[])["http://localhost", "https://localhost"])
        {
            var visitor = new Commitments.Visitor(given.App.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new(address) }));
            var page = await visitor.Client.GetAsync("/sign-in", Ct);
            var token = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(Ct), """name="__RequestVerificationToken" type="hidden" value="([^"]+)""").Groups[1].Value;
            var (_, login) = await given.App.Person(Role.Reader);
            var signedIn = await visitor.Client.PostAsync("/sign-in", new FormUrlEncodedContent([new("Login", login), new("Password", SignInApp.Password), new("__RequestVerificationToken", token)]), Ct);
            foreach (var cookie in page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).Where(IsKept))
            {
                cookie.ShouldContain("httponly");
                cookie.ShouldMatch("samesite=(lax|strict)");
                cookie.Contains("secure", StringComparison.Ordinal).ShouldBe(address.StartsWith("https", StringComparison.Ordinal), cookie);
            }
        }
    }
}

using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Tests;
using Tracker.Web.Shell;

namespace Tracker.Web.Tests.Shell;

/// <summary>The whole application, with a person who is signed in where a request says so, and with addresses that fail on purpose.</summary>
public sealed class ShellApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string SignedIn = "signed-in";

    readonly TestDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Tracker", database.ConnectionString);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<IStartupFilter, PersonAndFailures>();
            services.AddSingleton<IUnreadCount, SevenUnread>();
        });
    }

    public HttpClient Visitor() => CreateClient(new() { AllowAutoRedirect = false });

    public HttpClient Person()
    {
        var client = Visitor();
        client.DefaultRequestHeaders.Add(SignedIn, "yes");
        return client;
    }

    public HttpClient English()
    {
        var client = Visitor();
        client.DefaultRequestHeaders.Add("Cookie", "language=c%3Den%7Cuic%3Den");
        return client;
    }

    public HttpClient BrowserInEnglish()
    {
        var client = Visitor();
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en-US"));
        return client;
    }

    sealed class SevenUnread : IUnreadCount
    {
        public Task<int> Of(ClaimsPrincipal person, CancellationToken ct) => Task.FromResult(7);
    }

    sealed class PersonAndFailures : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Headers.ContainsKey(SignedIn))
                {
                    context.User = Officer();
                    context.Items[typeof(Actor)] = new Actor(Guid.CreateVersion7(), "李敏", null, "县城市管理局", [Role.DepartmentOfficer]);
                }
                return rest(context);
            });
            next(app);
            app.Use((context, rest) => context.Request.Path.Value switch
            {
                "/refused" or "/api/refused" => throw new RefusalException("closed-already", "It is closed."),
                "/broken" or "/api/broken" => throw new InvalidOperationException("a secret of ours"),
                "/forbidden" => Answer(context, 403),
                "/stale" or "/api/stale" => throw new ConcurrencyException(Guid.Empty, 1, 2),
                "/api/malformed" => throw new BadHttpRequestException("No JSON."),
                _ => rest(context),
            });
        };

        static Task Answer(HttpContext context, int status)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        static ClaimsPrincipal Officer() => new(new ClaimsIdentity(
            [new(ClaimTypes.Name, "李敏"), new(Web.Shell.Person.UnitClaim, "县城市管理局")], "test"));
    }
}

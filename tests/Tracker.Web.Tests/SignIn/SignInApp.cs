using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Tests;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.SignIn;

/// <summary>The application with settings of a test's own, on a database of its own; whatever it logs is kept.</summary>
public sealed class SignInApp : WebApplicationFactory<Program>
{
    public const string Password = "for-these-tests";

    /// <summary>A request with this header comes from that address.</summary>
    public const string From = "X-Test-From";

    readonly TestDatabase database = new();
    readonly (string Name, string Value)[] settings;

    SignInApp((string Name, string Value)[] settings) => this.settings = settings;

    public DocumentStore Store => Services.GetRequiredService<DocumentStore>();
    public string ConnectionString => database.ConnectionString;
    public UnitRef Unit { get; } = new(Town.NewId(), "青芦县水利局");
    public ConcurrentQueue<string> Log { get; } = [];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SignInApp> Start(params (string Name, string Value)[] settings)
    {
        var app = new SignInApp(settings);
        await app.database.InitializeAsync();
        await using var session = app.Store.OpenSession();
        session.StartStream<Unit>(app.Unit.Id, new UnitRegistered(app.Unit.Name, "水利局", null, 0));
        await session.SaveChangesAsync(Ct);
        return app;
    }

    /// <summary>Somebody new, with an own login.</summary>
    public async Task<(Guid Id, string Login)> Person(params Role[] roles)
    {
        var (id, login) = (Town.NewId(), $"p{Town.NewId():N}");
        await using var session = Store.OpenSession();
        session.StartStream<Person>(id, new PersonRegistered($"人员{login[^4..]}", Unit.Id, null, null), new RolesGranted(roles));
        CredentialsTable.Set(session.Statements, id, login, new PasswordHasher<object>().HashPassword(new(), Password));
        await session.SaveChangesAsync(Ct);
        return (id, login);
    }

    public Visitor Visitor(string? from = null)
    {
        var client = CreateClient(new() { AllowAutoRedirect = false });
        if (from is not null) client.DefaultRequestHeaders.Add(From, from);
        return new(client);
    }

    public async Task<Visitor> SignIn(string login, string password = Password)
    {
        var visitor = Visitor();
        (await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", password))).Status.ShouldBe(302);
        return visitor;
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var connection = await Store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Tracker", database.ConnectionString);
        builder.UseSetting("Logging:LogLevel:Default", "Information");
        builder.UseSetting("Logging:LogLevel:Microsoft", "Information");
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new Kept(Log)));
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Address>());
    }

    sealed class Address : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[From].FirstOrDefault() ?? "10.9.9.9");
                return rest(context);
            });
            next(app);
        };
    }

    sealed class Kept(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            // A scope's values are printed with each line where the console is told to.
            log.Enqueue(state is IEnumerable<KeyValuePair<string, object>> values ? string.Join(' ', values.Where(value => value.Key != "RequestPath")) : $"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}

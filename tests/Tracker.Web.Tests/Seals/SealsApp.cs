using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Tests;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Seals;

/// <summary>The application on a database of its own, with an administrator, a supervisor, a key file of its own and, where asked for, a mail server.</summary>
public sealed class SealsApp : WebApplicationFactory<Program>
{
    const string Password = "for-these-tests";

    static int made;

    readonly TestDatabase database = new();
    readonly string folder = TestServers.NewFolder($"seals-{Interlocked.Increment(ref made)}");
    readonly int? mailPort;

    SealsApp(int? mailPort) => this.mailPort = mailPort;

    public string KeyFile => Path.Combine(folder, "keys", "seal.pem");
    public DocumentStore Store => Services.GetRequiredService<DocumentStore>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SealsApp> Start(int? mailPort = null)
    {
        var app = new SealsApp(mailPort);
        await app.database.InitializeAsync();
        await using var session = app.Store.OpenSession();
        foreach (var role in (Role[])[Role.Administrator, Role.Supervisor])
        {
            var id = Town.NewId();
            session.StartStream<Person>(id, new PersonRegistered($"{role}", null, null, null), new RolesGranted([role]));
            CredentialsTable.Set(session.Statements, id, $"{role}", new PasswordHasher<object>().HashPassword(new(), Password));
        }
        await session.SaveChangesAsync(Ct);
        return app;
    }

    public async Task<Visitor> SignIn(Role role)
    {
        var visitor = new Visitor(CreateClient(new() { AllowAutoRedirect = false }));
        (await visitor.Send("/sign-in", "/sign-in", ("Login", $"{role}"), ("Password", Password))).Status.ShouldBe(302);
        return visitor;
    }

    /// <summary>Has the scheduler run a job now, and waits for its end.</summary>
    public async Task Run(string job)
    {
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        var since = Stopwatch.StartNew();
        var standing = await Count("select count(*) from qrtz_triggers");
        await scheduler.TriggerJob(new JobKey(job), cancellationToken: Ct);
        while (await Count("select (select count(*) from qrtz_triggers) + (select count(*) from qrtz_fired_triggers)") > standing)
        {
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "the scheduler did not run the job within a minute");
            await Task.Delay(100, Ct);
        }
    }

    public async Task<long> Count(string sql)
    {
        await using var connection = await Store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Tracker", database.ConnectionString);
        builder.UseSetting("Tracker:SealKey", KeyFile);
        builder.UseSetting("Tracker:Installation", "青芦县");
        if (mailPort is { } port)
        {
            builder.UseSetting("Tracker:Mail:Host", "127.0.0.1");
            builder.UseSetting("Tracker:Mail:Port", $"{port}");
            builder.UseSetting("Tracker:Mail:From", "tracker@qinglu.example");
            builder.UseSetting("Tracker:SealMailTo", "audit@qinglu.example, archive@qinglu.example");
        }
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }
}

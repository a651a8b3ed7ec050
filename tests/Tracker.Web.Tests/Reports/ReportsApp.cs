using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Tests;
using Tracker.YearLinks;

namespace Tracker.Web.Tests.Reports;

/// <summary>The tests that share it: starting the application takes longer than all of them.</summary>
[CollectionDefinition(nameof(ReportsApp))]
public sealed class SharedReportsApp : ICollectionFixture<ReportsApp>;

/// <summary>The application on a database of its own, with one person of each role that has to do with reports.</summary>
public sealed class ReportsApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    const string Password = "for-these-tests";

    readonly TestDatabase database = new();
    Guid unit;
    static int towns;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var store = Services.GetRequiredService<DocumentStore>();
        await using var session = store.OpenSession();
        unit = NewId();
        session.StartStream<Unit>(unit, new UnitRegistered("霁川市司法局", "司法局", null, 0));
        foreach (var role in Enum.GetValues<Role>())
        {
            var id = NewId();
            session.StartStream<Person>(id, new PersonRegistered($"{role}", unit, null, null), new RolesGranted([role]));
            CredentialsTable.Set(session.Statements, id, $"{role}", new PasswordHasher<object>().HashPassword(new(), Password));
        }
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Tracker", database.ConnectionString);
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    /// <summary>A browser in which a person of this role has signed in.</summary>
    public async Task<Browser> SignIn(Role role)
    {
        var browser = new Browser(CreateClient(new() { AllowAutoRedirect = false }));
        var page = await browser.Get("/sign-in");
        await browser.Send(page, "/sign-in", ("Login", $"{role}"), ("Password", Password));
        return browser;
    }

    public Task<ReportOnPage> Read(Guid id) => Services.GetRequiredService<ReportHandler>().Read(id, new(Guid.Empty, "", null, null, [Role.Reader]), TestContext.Current.CancellationToken);

    /// <summary>A place that no other test has, so that its reports are its own.</summary>
    public static string NewTown() => $"试验{Interlocked.Increment(ref towns)}市人民政府";

    /// <summary>One of the made-up reports.</summary>
    public static string Seed(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tracker.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "seeds", name));
    }

    /// <summary>A report whose items are confirmed, and the next year's.</summary>
    public async Task<(Guid Later, Guid Commitment)> TwoYears()
    {
        var supervisor = await SignIn(Role.Supervisor);
        var town = NewTown();
        var earlier = await supervisor.Import(Seed("jichuan/2023.txt"), town, 2023);
        await supervisor.Send(earlier, $"/reports/{earlier.ReportId}?handler=ConfirmAll");
        var later = await supervisor.Import(Seed("jichuan/2024.txt"), town, 2024);
        return (later.ReportId, (await Read(earlier.ReportId)).Report.Items[0].Item.Id);
    }

    /// <summary>What this report says of the commitments of the year before, as one who sees all units is told.</summary>
    public async Task<IReadOnlyList<YearLinkRow>> YearLinks(Guid later)
    {
        await using var connection = await Services.GetRequiredService<DocumentStore>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await YearLinksQuery.OfReport(connection, later, new(Guid.Empty, "", null, null, [Role.Reviewer]), TestContext.Current.CancellationToken);
    }

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}

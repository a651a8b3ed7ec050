using Microsoft.AspNetCore.Identity;
using Tracker.Commitments;
using Tracker.Demo;
using Tracker.Drafting;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Reports;
using Tracker.YearLinks;

namespace Tracker.Web.Installation;

/// <summary>The store and the handlers on it, and what happens before the first page is served.</summary>
static class InstallationHosting
{
    public static void AddInstallation(this WebApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddSingleton(provider => TrackerStore.For(connectionString, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<CommitmentHandler>();
        builder.Services.AddSingleton<EndNotices>();
        builder.Services.AddSingleton<SameProblems>();
        builder.Services.AddSingleton<SetWorkRules>();
        builder.Services.AddSingleton<RegisterUnit>();
        builder.Services.AddSingleton<PeopleHandler>();
        builder.Services.AddSingleton<LeaveOffice>();
        builder.Services.AddSingleton<ImportPeople>();
        builder.Services.AddSingleton<LinkYears>();
        builder.Services.AddSingleton<ReviewYear>();
        builder.Services.AddSingleton<CarryOver>();
        builder.Services.AddSingleton<ImportReport>();
        builder.Services.AddSingleton<ImportProgress>();
        builder.Services.AddSingleton<ReportHandler>();
        builder.Services.AddSingleton<ComplianceRulesTable>();
        builder.Services.AddSingleton<ReportFindings>();
        builder.Services.AddSingleton<Drafts>();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<DocumentStore>().CreateDaemon());
        builder.Services.AddHostedService<Projections>();
        builder.Services.AddSingleton<ProjectionHealth>();
        builder.Services.AddHealthChecks().AddCheck<StoreHealth>("store").AddCheck<ProjectionHealth>("projections");
    }

    /// <summary>Brings the tables up to this version; on an empty embedded database loads the made-up town.</summary>
    public static async Task Prepare(this WebApplication app, string connectionString, bool demo, Action<string> say, CancellationToken ct)
    {
        var store = app.Services.GetRequiredService<DocumentStore>();
        await store.MigrateAsync(ct);
        if (await DemoTown.WasInterrupted(store, ct))
        {
            // A start was killed while it loaded: made-up data, so begin anew rather than show half a town, or keep its accounts in a bare start.
            await DemoTown.Remove(store, ct);
            await store.MigrateAsync(ct);
        }
        if (!demo || !await store.IsEmptyAsync(ct)) return;

        var texts = app.Services.GetRequiredService<Shell.Texts>();
        var clock = app.Services.GetRequiredService<InstallationClock>();
        say(texts["Installation.LoadingDemo"]);
        var time = new StoryTime(clock.Now);
        await using var past = TrackerStore.For(connectionString, time);
        var town = new DemoTown(past, time, clock, Path.Combine(AppContext.BaseDirectory, "seeds"),
            () => new PasswordHasher<object>().HashPassword(new(), DemoTown.Password));
        var (name, steps) = await town.Load(ct);
        say(texts["Installation.DemoLoaded", name, steps]);
    }
}

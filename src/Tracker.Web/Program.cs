using Tracker.Postgres;
using Tracker.Web;
using Tracker.Web.Api;
using Tracker.Web.Commitments;
using Tracker.Web.CommonProblems;
using Tracker.Web.Feed;
using Tracker.Web.Http;
using Tracker.Web.Inbox;
using Tracker.Web.Installation;
using Tracker.Web.Reads;
using Tracker.Web.ReplyLinks;
using Tracker.Web.Seals;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;
using Tracker.Web.Webhooks;

return await StartFailure.Told(async () =>
{
    var empty = args.Contains("--empty");
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = [.. args.Where(arg => arg != "--empty")],
        ContentRootPath = AppContext.BaseDirectory, // from whatever folder it was started
    });
    await using var database = await Database.Open(
        builder.Configuration.GetConnectionString("Tracker"), builder.Configuration["Tracker:DataDirectory"], Console.WriteLine, CancellationToken.None);
    builder.AddHttp();
    builder.AddShell();
    builder.AddSignIn();
    builder.AddReplyLinks();
    builder.AddReads();
    builder.AddCommitments();
    builder.AddApi();
    builder.AddCommonProblems();
    builder.AddFeed();
    builder.AddInbox();
    builder.AddInstallation(database.ConnectionString);
    builder.AddSeals();
    builder.AddWebhooks();
    builder.AddSchedule(database.ConnectionString);

    var app = builder.Build();
    app.UseHttp();
    app.UseSignIn();
    app.UseReads();
    app.UseShell();
    app.MapShell();
    app.MapSignIn();
    app.MapCommitments();
    app.MapApi();
    app.MapFeed();
    app.MapWebhooks();

    await app.Prepare(database.ConnectionString, demo: database.IsEmbedded && !empty, Console.WriteLine, CancellationToken.None);
    await app.StartAsync();
    await WelcomeMessage.Print(app, Console.Out, CancellationToken.None);
    await app.WaitForShutdownAsync();
});

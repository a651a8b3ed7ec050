using Tracker.EventStore;
using Tracker.Feed;

namespace Tracker.Web.Feed;

static class FeedHosting
{
    public static void AddFeed(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider =>
            new EventFeed(provider.GetRequiredService<DocumentStore>(), provider.GetRequiredService<ProjectionDaemon>()));
        builder.Services.AddSingleton<EventsInScope>();
    }

    public static void MapFeed(this WebApplication app) => app.MapFeedApi();
}

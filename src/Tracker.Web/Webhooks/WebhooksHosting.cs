using Tracker.EventStore;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

static class WebhooksHosting
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var settings = WebhookSettings.Of(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(provider => new PlanDeliveries(
            provider.GetRequiredService<DocumentStore>(), provider.GetRequiredService<EventFeed>(), provider.GetRequiredService<TimeProvider>(), settings.Site));
        builder.Services.AddSingleton<WebhookHandler>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddHostedService<DeliverWebhooks>();
    }

    public static void MapWebhooks(this WebApplication app) => app.MapWebhooksApi();
}

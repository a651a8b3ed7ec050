using Tracker.Web.Shell;

namespace Tracker.Web.Inbox;

static class InboxHosting
{
    public static void AddInbox(this WebApplicationBuilder builder) => builder.Services.AddScoped<IUnreadCount, UnreadReminders>();
}

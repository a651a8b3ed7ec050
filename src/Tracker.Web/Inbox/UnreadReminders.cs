using System.Security.Claims;
using Tracker.EventStore;
using Tracker.Reminders;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Inbox;

/// <summary>The number beside the inbox.</summary>
sealed class UnreadReminders(DocumentStore store, CurrentActor current) : IUnreadCount
{
    public async Task<int> Of(ClaimsPrincipal person, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return (int)await InboxQuery.Unread(connection, current.Actor.InboxOf, ct);
    }
}

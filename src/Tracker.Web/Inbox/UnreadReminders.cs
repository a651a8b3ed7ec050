using System.Security.Claims;
using Tracker.EventStore;
using Tracker.Reminders;
using Tracker.Web.Shell;

namespace Tracker.Web.Inbox;

/// <summary>The number beside the inbox.</summary>
sealed class UnreadReminders(DocumentStore store) : IUnreadCount
{
    public async Task<int> Of(ClaimsPrincipal person, CancellationToken ct)
    {
        if (!Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return 0;
        await using var connection = await store.OpenConnectionAsync(ct);
        return (int)await InboxQuery.Unread(connection, id, ct);
    }
}

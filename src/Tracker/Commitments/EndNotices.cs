using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Commitments;

/// <summary>公示期满: by the clock, what nobody objected to is closed as its reviewer decided. Run again it finds nothing left to do.</summary>
public sealed class EndNotices(DocumentStore store, CommitmentHandler commitments, InstallationClock clock)
{
    // Nobody's own decision: the closing bears the name of the reviewer who made it.
    static readonly Actor Clock = new(Guid.Empty, "系统", null, null, [Role.Reviewer]);

    /// <returns>How many were closed; one that somebody works on at this moment is left to the next run.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var closed = 0;
        IReadOnlyList<Guid> over;
        await using (var connection = await store.OpenConnectionAsync(ct))
            over = await LedgerQuery.NoticesOver(connection, clock.Today, ct);
        foreach (var id in over)
        {
            try
            {
                await commitments.Handle(id, new EndNotice(clock.Today), Clock, null, null, ct);
                closed++;
            }
            catch (ConcurrencyException)
            {
            }
        }
        return closed;
    }
}

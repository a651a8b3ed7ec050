using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Commitments;

/// <summary>办理规则 are set; what was decided before keeps what it was decided by.</summary>
public sealed class SetWorkRules(DocumentStore store)
{
    /// <exception cref="RefusalException">A setting is out of its bounds.</exception>
    public async Task Handle(WorkRules rules, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.SetWorkRules);
        var kept = rules.Checked();
        await using var session = store.OpenSession(actor.Id.ToString());
        PlainText.Need(kept);
        WorkRulesTable.Set(session.Statements, kept);
        await session.SaveChangesAsync(ct);
    }
}

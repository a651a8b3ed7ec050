using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Commitments;

/// <summary>同类问题 between two commitments: told in both histories or in neither, and neither is changed by it.</summary>
public sealed class SameProblems(DocumentStore store)
{
    public Task Link(Guid one, Guid other, string? note, Actor actor, CancellationToken ct) =>
        Both(one, other, there => new LinkSameProblem(there.Registered, there.Id, note), actor, ct);

    public Task Unlink(Guid one, Guid other, string reason, Actor actor, CancellationToken ct) =>
        Both(one, other, there => new UnlinkSameProblem(there.Id, reason), actor, ct);

    async Task Both(Guid one, Guid other, Func<Commitment, CommitmentCommand> command, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.LinkProblems);
        await using var session = store.OpenSession(actor.Id.ToString());
        var streams = await session.FetchForWriting<Commitment, CommitmentEvent>([.. new[] { one, other }.Distinct()], ct);
        if (streams.Count == 0 || (one != other && streams.Count < 2) || streams.Any(stream => !actor.MaySee(stream.Aggregate)))
            throw new NotFoundException("没有找到这个事项，或者不在您的查阅范围内。");

        var changed = 0;
        foreach (var (here, there) in new[] { (streams[0], streams[^1]), (streams[^1], streams[0]) })
        {
            PlainText.Need(command(there.Aggregate));
            var events = command(there.Aggregate).Decide(here.Aggregate, actor);
            here.AppendMany(events);
            changed += events.Count;
        }
        if (changed > 0) await session.SaveChangesAsync(ct);
    }
}

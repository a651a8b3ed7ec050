using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.People;

/// <summary>What a leaving would hand over, before anything is stored.</summary>
/// <param name="Held">Open commitments, each with the post to which it belongs.</param>
/// <param name="StandsIn">Deputyships that he holds, and those of his own posts, which end.</param>
/// <param name="Colleagues">Posts of others in the units of his posts: who can take over.</param>
public sealed record HandOverPreview(
    Person Person, IReadOnlyList<PostRow> Posts, IReadOnlyList<(HeldCommitment Commitment, Guid PostId)> Held,
    IReadOnlyList<DeputyRow> StandsIn, IReadOnlyList<PostRow> Colleagues);

/// <summary>离任: one transaction takes the person out and hands over all that was his.</summary>
public sealed class LeaveOffice(DocumentStore store, InstallationClock clock)
{
    const int Attempts = 5;

    public async Task<HandOverPreview> Preview(Guid person, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession();
        var leaving = await session.AggregateStream<Person, PersonEvent>(person, ct: ct);
        if (leaving is null or { Left: true }) throw new NotFoundException("没有找到这个人员。");
        Managing.NeedPerson(actor, person, leaving.Posts);
        await using var connection = await store.OpenConnectionAsync(ct);
        var posts = await PeopleQuery.Posts(connection, null, ct);
        var held = await HandOverQuery.Held(connection, person, ct);
        return new(
            leaving, [.. posts.Where(post => post.PersonId == person)], [.. held.Select(each => (each, HandOver.PostOf(leaving, each).Id))],
            await PeopleQuery.Deputyships(connection, person, clock.Today, ct),
            [.. posts.Where(post => post.PersonId != person && leaving.Posts.Any(own => own.UnitId is null || own.UnitId == post.UnitId))]);
    }

    /// <param name="successors">By post: who takes over, and whether the post too.</param>
    /// <returns>How many commitments were handed over.</returns>
    public async Task<int> Handle(Guid person, string? reason, IReadOnlyDictionary<Guid, (Guid To, bool TakesPost)> successors, Actor actor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await Once(person, reason, successors, actor, ct);
            }
            catch (ConcurrencyException) when (attempt < Attempts)
            {
                // Somebody worked on one of the commitments meanwhile; nothing of ours was stored.
            }
    }

    async Task<int> Once(Guid person, string? reason, IReadOnlyDictionary<Guid, (Guid To, bool TakesPost)> successors, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        var leaving = await session.FetchForWriting<Person, PersonEvent>(person, ct) ?? throw new NotFoundException("没有找到这个人员。");
        await using var connection = await store.OpenConnectionAsync(ct);
        var held = await HandOverQuery.Held(connection, person, ct);
        var standsIn = (await PeopleQuery.Deputyships(connection, person, clock.Today, ct)).Where(row => row.DeputyId == person).Select(row => row.PersonId);
        var others = (await session.FetchForWriting<Person, PersonEvent>([.. successors.Values.Select(successor => successor.To).Concat(standsIn).Distinct().Where(id => id != person)], ct))
            .ToDictionary(stream => stream.Id);
        Person Found(Guid id) => id == person ? leaving.Aggregate : others.TryGetValue(id, out var stream) ? stream.Aggregate
            : throw new RefusalException("successor-gone", "接任人不能是本人，也不能是已离任的人员，请另选。");

        var staff = new Staff(new(await PeopleQuery.Units(connection, ct)), await PeopleQuery.AnotherAdministrator(connection, person, ct), clock.Today);
        var handOver = new HandOver(
            reason, successors.ToDictionary(each => each.Key, each => new Successor(Found(each.Value.To), each.Value.TakesPost)), held,
            [.. standsIn.Distinct().Select(Found)]);
        var decided = handOver.Decide(leaving.Aggregate, staff, actor, () => Guid.CreateVersion7(clock.Now));

        foreach (var one in decided.Others.GroupBy(each => each.Person, each => each.Event))
            others[one.Key].AppendMany([.. one]);
        foreach (var stream in await session.FetchForWriting<Commitment, CommitmentEvent>([.. decided.Commitments.Keys], ct))
            stream.AppendMany(new HandOverCommitment(leaving.Aggregate.Ref, decided.Commitments[stream.Id]).Decide(stream.Aggregate, actor));
        // The last event, so that the rows of what ends with him are still there when they are handed over.
        leaving.AppendMany([decided.Left]);
        await session.SaveChangesAsync(ct);
        return decided.Commitments.Count;
    }
}

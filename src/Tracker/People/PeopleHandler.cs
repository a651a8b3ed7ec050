using Tracker.EventStore;

namespace Tracker.People;

/// <summary>Load, decide, append: the one way in which a person or a unit changes.</summary>
public sealed class PeopleHandler(DocumentStore store, InstallationClock clock)
{
    public async Task Handle(Guid person, PersonCommand command, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        var stream = await session.FetchForWriting<Person, PersonEvent>(person, ct) ?? throw new NotFoundException("没有找到这个人员。");
        PlainText.Need(command);
        var events = command.Decide(stream.Aggregate, await Staff(person, ct), actor);
        if (events.Count == 0) return;
        stream.AppendMany(events);
        await session.SaveChangesAsync(ct);
    }

    /// <summary>代理, by the ids that a page knows.</summary>
    public async Task NameDeputy(Guid person, Guid post, Guid deputy, DateOnly from, DateOnly to, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession();
        var named = await session.AggregateStream<Person, PersonEvent>(deputy, ct: ct) ?? throw new RefusalException("deputy-missing", "请选择代理人。");
        await Handle(person, new NameDeputy(Guid.CreateVersion7(clock.Now), post, named.Ref, named.Left, from, to), actor, ct);
    }

    public async Task Handle(Guid unit, UnitCommand command, Actor actor, CancellationToken ct)
    {
        await using var session = store.OpenSession(actor.Id.ToString());
        var stream = await session.FetchForWriting<Unit, UnitEvent>(unit, ct) ?? throw new NotFoundException("没有找到这个单位。");
        await using var connection = await store.OpenConnectionAsync(ct);
        var tree = new UnitTree(await PeopleQuery.Units(connection, ct));
        var below = tree.Below(unit).Select(each => each.Id).ToList();
        var posts = (await PeopleQuery.Posts(connection, null, ct)).Where(post => post.UnitId is { } of && below.Contains(of) || post.ScopeId is { } over && below.Contains(over)).ToList();
        PlainText.Need(command);
        var events = command.Decide(stream.Aggregate, new(tree, posts, await PeopleQuery.OpenWork(connection, below, ct)), actor);
        if (events.Count == 0) return;
        stream.AppendMany(events);
        await session.SaveChangesAsync(ct);
    }

    async Task<Staff> Staff(Guid person, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return new(new(await PeopleQuery.Units(connection, ct)), await PeopleQuery.AnotherAdministrator(connection, person, ct), clock.Today);
    }
}

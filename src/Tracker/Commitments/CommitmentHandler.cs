using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;
using Tracker.Reminders;

namespace Tracker.Commitments;

/// <summary>Load, decide, append: the one way in which a commitment changes.</summary>
public sealed class CommitmentHandler(DocumentStore store, InstallationClock clock)
{
    /// <param name="expected">The version that the person saw, or null where it does not matter.</param>
    /// <param name="commandId">The same command sent twice is done once; the second time is no error.</param>
    /// <returns>The version afterwards.</returns>
    public Task<long> Handle(Guid id, CommitmentCommand command, Actor actor, long? expected, string? commandId, CancellationToken ct) =>
        Handle(id, command, actor, expected, commandId, _ => { }, ct);

    /// <summary>佐证材料: the files' bytes and the events that name them are stored together or not at all.</summary>
    /// <param name="measure">The measure that they prove; null for the whole.</param>
    public Task<long> Attach(
        Guid id, IReadOnlyList<(string Name, byte[] Content)> files, DateOnly? speaksFor, Guid? measure, Actor actor, string? commandId, CancellationToken ct)
    {
        List<(AttachEvidence Command, byte[] Content)> taken = [.. files.Select(file => (Evidence.Take(file.Name, file.Content, speaksFor, measure), file.Content))];
        return Handle(id, new AttachFiles([.. taken.Select(file => file.Command)]), actor, null, commandId, batch =>
        {
            foreach (var (command, content) in taken) FileTable.Put(batch, content, command.MediaType, clock.Now);
        }, ct);
    }

    public Task<long> Attach(Guid id, byte[] content, string fileName, DateOnly? speaksFor, Actor actor, string? commandId, CancellationToken ct) =>
        Attach(id, [(fileName, content)], speaksFor, null, actor, commandId, ct);

    internal async Task<long> Handle(
        Guid id, CommitmentCommand command, Actor actor, long? expected, string? commandId, Action<IStatementBatch> beside, CancellationToken ct)
    {
        actor.Need(command.Needs);
        await using var session = store.OpenSession(actor.Id.ToString(), commandId);
        var stream = await Load(session, id, command.Needs, actor, ct);
        try
        {
            if (expected is { } seen && seen != stream.Version) throw new ConcurrencyException(id, seen, stream.Version);

            PlainText.Need(command);
            var now = new Circumstances(clock.Today, command.AsksRules ? await Rules(ct) : WorkRules.Default);
            if (command is CommentOnCommitment comment && comment.Text.Contains('@', StringComparison.Ordinal))
            {
                var called = await Called(comment, stream.Aggregate, ct);
                command = comment with { Mentions = called };
                beside += batch => MentionsTable.Put(batch, id, stream.Version + 1, [.. called.Select(person => person.Id)], actor.Name, comment.Text, clock.Now);
            }
            var events = command.Under(now).Decide(stream.Aggregate, actor);
            if (events.Count == 0) return stream.Version;
            command.Need(now);

            stream.AppendMany(events);
            beside(session.Statements);
            await session.SaveChangesAsync(ct);
            return stream.Version + events.Count;
        }
        catch (Exception failed) when (commandId is not null && failed is (RefusalException or ConcurrencyException or AlreadyDoneException))
        {
            // A repetition meets the state that its own first run left behind: that is no news to anybody.
            var history = await session.FetchStream(id, ct: ct);
            if (history.All(e => e.CausationId != commandId)) throw;
            return history[^1].Version;
        }
    }

    async Task<IReadOnlyList<PersonRef>> Called(CommentOnCommitment comment, Commitment commitment, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var called = Mentions.In(comment.Text, await PeopleQuery.People(connection, ct), await PeopleQuery.Units(connection, ct));
        foreach (var person in called)
            if (await PeopleQuery.Actor(connection, person.Id, ct) is not { } reader || !reader.May(Right.ReadLedger) || !reader.MaySee(commitment))
                throw new RefusalException("mention-outside", $"“{person.Name}”不在该事项的查阅范围内，看不到这条留言。请去掉 @，或先把其单位列为配合单位。");
        return [.. called.Select(person => new PersonRef(person.Id, person.Name))];
    }

    async Task<WorkRules> Rules(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await WorkRulesTable.Find(connection, ct);
    }

    static async Task<EventStream<Commitment>> Load(DocumentSession session, Guid id, Right right, Actor actor, CancellationToken ct)
    {
        var stream = await session.FetchForWriting<Commitment, CommitmentEvent>(id, ct);
        if (stream is null || !actor.MaySee(stream.Aggregate))
            throw new NotFoundException("没有找到这个事项，或者不在您的查阅范围内。");
        // Seen in one role, but the role that holds this right does not reach it.
        return actor.May(right, stream.Aggregate) ? stream : throw new ForbiddenException(right);
    }
}

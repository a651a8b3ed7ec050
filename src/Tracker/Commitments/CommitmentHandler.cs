using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;

namespace Tracker.Commitments;

/// <summary>Load, decide, append: the one way in which a commitment changes.</summary>
public sealed class CommitmentHandler(DocumentStore store, TimeProvider time)
{
    /// <param name="expected">The version that the person saw, or null where it does not matter.</param>
    /// <param name="commandId">The same command sent twice is done once; the second time is no error.</param>
    /// <returns>The version afterwards.</returns>
    public Task<long> Handle(Guid id, CommitmentCommand command, Actor actor, long? expected, string? commandId, CancellationToken ct) =>
        Handle(id, command, actor, expected, commandId, _ => { }, ct);

    /// <summary>佐证材料: the file's bytes and the event that names them are stored together or not at all.</summary>
    public Task<long> Attach(Guid id, byte[] content, string fileName, DateOnly? speaksFor, Actor actor, string? commandId, CancellationToken ct)
    {
        var name = Evidence.NeedFileName(fileName);
        var mediaType = Evidence.NeedMediaType(name);
        var command = new AttachEvidence(name, FileTable.Hash(content), content.Length, mediaType, speaksFor);
        return Handle(id, command, actor, null, commandId, batch => FileTable.Put(batch, content, mediaType, time.GetUtcNow()), ct);
    }

    internal async Task<long> Handle(
        Guid id, CommitmentCommand command, Actor actor, long? expected, string? commandId, Action<IStatementBatch> beside, CancellationToken ct)
    {
        actor.Need(command.Needs);
        await using var session = store.OpenSession(actor.Id.ToString(), commandId);
        var stream = await Load(session, id, actor, ct);
        try
        {
            if (expected is { } seen && seen != stream.Version) throw new ConcurrencyException(id, seen, stream.Version);

            var events = command.Decide(stream.Aggregate, actor);
            if (events.Count == 0) return stream.Version;

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

    static async Task<EventStream<Commitment>> Load(DocumentSession session, Guid id, Actor actor, CancellationToken ct)
    {
        var stream = await session.FetchForWriting<Commitment, CommitmentEvent>(id, ct);
        if (stream is null || !actor.MaySee(stream.Aggregate))
            throw new NotFoundException("没有找到这个事项，或者不在您的查阅范围内。");
        return stream;
    }
}

using System.Globalization;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>What one session wants stored, ready to be sent, alone or together with others'.</summary>
sealed class UnitOfWork
{
    static readonly (string, object?[])[] None = [];

    readonly DocumentStore store;
    readonly PendingStream[] streams;
    TaskCompletionSource? completion;

    public UnitOfWork(DocumentStore store, DocumentSession session, PendingStream[] streams, StatementBatch? statements)
    {
        (this.store, Session, this.streams, Statements) = (store, session, streams, (IReadOnlyList<(string, object?[])>?)statements ?? None);
        Now = store.Now;
        foreach (var stream in streams)
        {
            stream.Write(store.Options.Events, Now, session);
            NeedsVersions |= stream.Expected is null && store.InlineProjections.Length > 0;
        }
        if (streams.Length > 1)
        {
            Array.Sort(streams, (a, b) => a.Id.CompareTo(b.Id));
        }
    }

    public DocumentSession Session { get; }

    /// <summary>Sorted by id: all who append take the rows of streams in this order.</summary>
    public IReadOnlyList<PendingStream> Streams => streams;

    /// <summary>The caller's own statements.</summary>
    public IReadOnlyList<(string Sql, object?[] Parameters)> Statements { get; }

    public DateTimeOffset Now { get; }

    /// <summary>An inline projection is told versions, which an append without a version check has to learn first.</summary>
    public bool NeedsVersions { get; }

    /// <summary>Others wait for what they share: a caller's own statements, and long work, he does alone.</summary>
    public bool MayShare => streams is [{ IsOne: true }] && Statements.Count == 0;

    /// <summary>From now on the server looks for everything itself.</summary>
    public void LeaveToServer() => Array.ForEach(streams, s => s.LeaveToServer());

    /// <summary>Done when a unit that waits is stored, or refused.</summary>
    public Task Completion => completion!.Task;

    /// <summary>From now on somebody else stores it.</summary>
    public void Wait() => completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Stored() => completion!.TrySetResult();

    public void Refuse(Exception refusal) => completion!.TrySetException(refusal);

    /// <summary>The refusal that the server's error means for this unit; null where it is an error of another kind.</summary>
    public Exception? Refusal(PostgresException e)
    {
        if (e.SqlState is "MT001" or "MT003" or "TR001" or "TR002" && e.Hint?.Split(' ') is [var id, var version]
            && Array.Find(streams, s => s.Id.ToString() == id) is { } stream)
        {
            return Refusal(e.SqlState, stream, long.Parse(version, CultureInfo.InvariantCulture), e);
        }
        // A writer that doesn't lock the stream's row, as an old tool might: the unique index is the last guard.
        return e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_events_stream_and_version" }
            ? new ConcurrencyException(streams[0].Id, streams[0].Expected ?? 0, null, e)
            : null;
    }

    public Exception Refusal(string code, PendingStream stream, long version, Exception? inner) => code switch
    {
        "MT001" => new ArchivedStreamException(stream.Id, inner),
        "TR001" => new ExistingStreamException(stream.Id, inner),
        "TR002" => new AlreadyDoneException(stream.Id, Session.CausationId!, inner),
        _ => new ConcurrencyException(stream.Id, stream.Expected ?? 0, version, inner),
    };

    /// <summary>Queues what the inline projections make of the events.</summary>
    public void Project(StatementBatch batch, Func<PendingStream, long>? version = null)
    {
        foreach (var projection in store.InlineProjections)
        {
            foreach (var stream in streams)
            {
                var before = stream.Expected ?? version!(stream);
                for (var i = 0; i < stream.Events.Length; i++)
                {
                    projection.Project(new StoredEvent(
                        Sequence: 0, stream.Written[i].Id, stream.Id, before + i + 1, stream.Written[i].Name, Now,
                        Session.UserName, stream.Events[i])
                    {
                        CorrelationId = Session.CorrelationId,
                        CausationId = Session.CausationId,
                    }, batch);
                }
            }
        }
    }
}

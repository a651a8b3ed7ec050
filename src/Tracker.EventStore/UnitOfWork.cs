namespace Tracker.EventStore;

/// <summary>What one session wants stored, ready to be sent, alone or together with others'.</summary>
sealed class UnitOfWork
{
    /// <summary>More would make others wait too long for the transaction they share.</summary>
    const int MostEventsToShare = 64;

    readonly DocumentStore store;
    readonly PendingStream[] streams;
    TaskCompletionSource? completion;

    public UnitOfWork(DocumentStore store, DocumentSession session, PendingStream[] streams, StatementBatch statements)
    {
        (this.store, Session, this.streams, Statements) = (store, session, streams, statements);
        Now = store.Now;
        foreach (var stream in streams)
        {
            stream.Write(store.Options.Events, Now);
            Events += stream.Events.Count;
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
    public StatementBatch Statements { get; }

    public DateTimeOffset Now { get; }

    public int Events { get; }

    /// <summary>An inline projection is told versions, which an append without a version check has to learn first.</summary>
    public bool NeedsVersions { get; }

    /// <summary>The caller's own statements may wait for locks, or fail: only he shall wait for them.</summary>
    public bool MayShare => !NeedsVersions && Statements.Count == 0 && Events <= MostEventsToShare;

    /// <summary>Done when the unit is stored, or refused.</summary>
    public Task Completion => (completion ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Stored() => completion?.TrySetResult();

    public void Refuse(Exception refusal) => completion?.TrySetException(refusal);

    /// <summary>Queues what the inline projections make of the events.</summary>
    public void Project(StatementBatch batch, Func<PendingStream, long>? version = null)
    {
        foreach (var projection in store.InlineProjections)
        {
            foreach (var stream in streams)
            {
                var before = stream.Expected ?? version!(stream);
                for (var i = 0; i < stream.Events.Count; i++)
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

namespace Tracker.EventStore;

/// <summary>State folded from one stream: <c>Create</c> from the first event, <c>Apply</c> for each later one.</summary>
/// <remarks>Both are pure and total: a stored event was true when it was stored, so folding never refuses it.</remarks>
public interface IAggregate<TSelf, in TEvent> where TSelf : IAggregate<TSelf, TEvent>
{
    /// <summary>The state after the first event of stream <paramref name="id"/>.</summary>
    static abstract TSelf Create(Guid id, TEvent first);

    /// <summary>The state after one more event.</summary>
    TSelf Apply(TEvent e);
}

/// <summary>Folding outside the database, as tests and pure decisions do it.</summary>
public static class Aggregate
{
    /// <summary>Folds a whole history, oldest event first.</summary>
    /// <exception cref="InvalidOperationException">The history is empty.</exception>
    public static T Fold<T, TEvent>(Guid id, IEnumerable<TEvent> events) where T : class, IAggregate<T, TEvent> =>
        events.Aggregate((T?)null, (state, e) => state is null ? T.Create(id, e) : state.Apply(e))
        ?? throw new InvalidOperationException($"Stream {id} has no events.");
}

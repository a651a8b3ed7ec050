namespace Tracker.Reports;

/// <summary>The last answers of a pure question that takes its time: the same key has the same answer for ever.</summary>
sealed class Recent<TKey, TAnswer>(int most) where TKey : notnull
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, TAnswer> answers = [];
    readonly Queue<TKey> order = [];

    public TAnswer Of(TKey key, Func<TAnswer> ask)
    {
        lock (gate)
        {
            if (answers.TryGetValue(key, out var known)) return known;
        }
        // Asked outside the lock: two who ask at once both wait for their own, and nobody waits for them.
        var answer = ask();
        lock (gate)
        {
            if (answers.TryAdd(key, answer)) order.Enqueue(key);
            if (order.Count > most) answers.Remove(order.Dequeue());
        }
        return answer;
    }
}

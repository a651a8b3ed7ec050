namespace Tracker.Reports;

/// <summary>In which clauses something stands. Everything is added first, clause by clause, then asked for.</summary>
sealed class YearMatcherPostings(int capacity)
{
    readonly Dictionary<long, int> numbers = new(capacity);
    readonly List<int> last = new(capacity), counts = new(capacity);
    readonly List<(int Number, int Clause)> added = new(capacity);
    int[]? starts, clauses;

    /// <param name="clause">Not smaller than any before.</param>
    public void Add(long key, int clause)
    {
        ref var number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(numbers, key, out var known);
        if (!known)
        {
            number = last.Count;
            last.Add(-1);
            counts.Add(0);
        }
        if (last[number] == clause)
            return;
        last[number] = clause;
        counts[number]++;
        added.Add((number, clause));
    }

    /// <summary>The clauses that have it, in order, each once.</summary>
    public ReadOnlySpan<int> Of(long key)
    {
        if (clauses is null)
            Arrange();
        return numbers.TryGetValue(key, out var number) ? clauses.AsSpan(starts![number], counts[number]) : [];
    }

    // One array for all, since a list for each of tens of thousands costs more than all the asking.
    void Arrange()
    {
        starts = new int[counts.Count];
        for (var i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + counts[i - 1];
        var next = (int[])starts.Clone();
        clauses = new int[added.Count];
        foreach (var (number, clause) in added)
            clauses[next[number]++] = clause;
    }
}

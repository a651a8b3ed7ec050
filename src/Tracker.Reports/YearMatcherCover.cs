namespace Tracker.Reports;

/// <summary>How well the clauses of a report have each unit of one wording, 0 to 1; a row for each clause that has any.</summary>
sealed class YearMatcherCover(int clauses, int units)
{
    // 0 where a clause has no row: most have none, and an array is asked far quicker than a dictionary.
    readonly int[] rowAfter = new int[clauses];
    readonly List<int> rows = [];
    float[] values = new float[64 * units];

    /// <summary>The clause's row, empty where it has none.</summary>
    public ReadOnlySpan<float> Of(int clause) => rowAfter[clause] is > 0 and var after ? values.AsSpan((after - 1) * units, units) : [];

    public void Raise(ReadOnlySpan<int> all, int unit, float value)
    {
        foreach (var clause in all)
            Raise(clause, unit, value);
    }

    public void Raise(int clause, int unit, float value)
    {
        if (rowAfter[clause] == 0)
        {
            rows.Add(clause);
            rowAfter[clause] = rows.Count;
            if (rows.Count * units > values.Length)
                Array.Resize(ref values, values.Length * 2);
        }
        ref var cell = ref values[(rowAfter[clause] - 1) * units + unit];
        cell = Math.Max(cell, value);
    }

    /// <summary>The sentences of those clauses, in order, each once.</summary>
    public int[] Sentences(Sentences text)
    {
        var found = new int[rows.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = text.Clauses[rows[i]].Sentence;
        Array.Sort(found);
        var count = 0;
        foreach (var sentence in found)
            if (count == 0 || found[count - 1] != sentence)
                found[count++] = sentence;
        return found[..count];
    }
}

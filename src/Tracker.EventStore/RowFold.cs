namespace Tracker.EventStore;

/// <summary>A row projection without a database: applies changes to rows in memory, as the statements would to a table. For one thread.</summary>
sealed class RowFold(RowProjection projection, RowTable table)
{
    readonly Dictionary<RowShape, (int Column, int Probe)[]> places = [];
    readonly int key = table.Ordinal(projection.Key);
    object?[] found = [];

    /// <summary>The row after one more event; null while there is none.</summary>
    /// <exception cref="InvalidOperationException">A row is inserted twice, which the table's key would refuse.</exception>
    public object?[]? Apply(object?[]? row, in RowEvent e)
    {
        var change = projection.Changed(e);
        if (change.IsEmpty)
        {
            return row;
        }
        var shape = projection.ShapeOf(change, e.Data);
        switch (change.Kind)
        {
            case RowKind.Delete:
                return null;
            case RowKind.Insert:
                row = row is null ? table.NewRow()
                    : throw new InvalidOperationException($"Event {e.Version} of stream {e.StreamId} inserts a row of {table.Name} that is there.");
                row[key] = e.StreamId;
                break;
        }
        if (row is null)
        {
            return null; // an update finds nothing
        }
        Write(row, change.Steps, PlacesOf(shape));
        return row;
    }

    // All values are found before one is written: every change reads the row as it was.
    void Write(object?[] row, ReadOnlySpan<RowStep> steps, (int Column, int Probe)[] at)
    {
        if (found.Length < steps.Length)
        {
            found = new object?[steps.Length];
        }
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            found[i] = step.Verb switch
            {
                RowVerb.SetOnce => row[at[i].Column] ?? step.Value,
                RowVerb.SetByNull => row[at[i].Probe] is null ? step.Value : step.Otherwise,
                RowVerb.Add => Sum(row[at[i].Column], (long)step.Value!),
                RowVerb.Clear => table.Default(at[i].Column),
                _ => step.Value,
            };
        }
        for (var i = 0; i < steps.Length; i++)
        {
            row[at[i].Column] = found[i];
        }
    }

    (int Column, int Probe)[] PlacesOf(RowShape shape)
    {
        if (!places.TryGetValue(shape, out var at))
        {
            var steps = shape.Steps;
            at = new (int, int)[steps.Length];
            for (var i = 0; i < at.Length; i++)
            {
                at[i] = (table.Ordinal(steps[i].Column), steps[i].Probe is { } probe ? table.Ordinal(probe) : 0);
            }
            places.Add(shape, at);
        }
        return at;
    }

    static object? Sum(object? before, long number) => before switch
    {
        null => null,
        int i => i + number,
        long l => checked(l + number),
        short s => s + number,
        decimal d => d + number,
        double d => d + number,
        _ => throw new InvalidOperationException($"A {before.GetType().Name} is no number to add to."),
    };
}

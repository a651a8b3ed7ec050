using System.Globalization;

namespace Tracker.Ledger;

/// <summary>The where clause of a list: each condition with its value, numbered as it is added.</summary>
sealed class Conditions
{
    readonly List<string> parts = [];
    readonly List<object?> values = [];

    public IReadOnlyList<object?> Values => values;

    /// <param name="condition">SQL in which {0} stands for the value.</param>
    public Conditions Add(string condition, object value)
    {
        values.Add(value);
        parts.Add(string.Format(CultureInfo.InvariantCulture, condition, $"${values.Count}"));
        return this;
    }

    /// <param name="condition">SQL in which {0} and {1} stand for the values.</param>
    public Conditions Add(string condition, object first, object second)
    {
        values.Add(first);
        values.Add(second);
        parts.Add(string.Format(CultureInfo.InvariantCulture, condition, $"${values.Count - 1}", $"${values.Count}"));
        return this;
    }

    /// <param name="condition">SQL in which {0}, {1} … stand for the values.</param>
    public Conditions AddAll(string condition, params object?[] all)
    {
        parts.Add(string.Format(CultureInfo.InvariantCulture, condition, [.. all.Select((_, nth) => $"${values.Count + nth + 1}")]));
        values.AddRange(all);
        return this;
    }

    public Conditions Add(string condition)
    {
        parts.Add(condition);
        return this;
    }

    public override string ToString() => parts.Count == 0 ? "" : $"where {string.Join(" and ", parts)}";
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Tracker.EventStore;

/// <summary>What changes of one form have in common: which columns, and how. Its text is the same for ever, so it is prepared once.</summary>
sealed class RowShape
{
    readonly RowKind kind;
    readonly RowStep[] steps;

    /// <exception cref="InvalidOperationException">The change is none that a row can take.</exception>
    public RowShape(RowChange change, string table, string key)
    {
        kind = change.Kind;
        // The values are of one event; only the form is kept.
        steps = [.. change.Steps];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = steps[i] with { Value = null, Otherwise = null };
        }
        Check(key);
        Sql = kind switch
        {
            RowKind.Insert => InsertSql(table, key),
            RowKind.Delete => $"delete from {table} where {key} = $1",
            _ => UpdateSql(table, key),
        };
    }

    public string Sql { get; }

    public ReadOnlySpan<RowStep> Steps => steps;

    public bool Matches(RowChange change)
    {
        var others = change.Steps;
        if (change.Kind != kind || others.Length != steps.Length)
        {
            return false;
        }
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var mine = ref steps[i];
            ref readonly var other = ref others[i];
            if (mine.Verb != other.Verb || mine.Column != other.Column || mine.Type != other.Type || mine.Probe != other.Probe)
            {
                return false;
            }
        }
        return true;
    }

    void Check(string key)
    {
        var seen = new HashSet<string> { key };
        foreach (var step in steps)
        {
            if (!seen.Add(step.Column))
            {
                throw new InvalidOperationException($"One event changes the column '{step.Column}' twice, or the key.");
            }
            if (kind == RowKind.Delete || (kind == RowKind.Insert && step.Verb is not (RowVerb.Set or RowVerb.Clear)))
            {
                throw new InvalidOperationException($"The column '{step.Column}' of a row that is inserted can be set only, and none of one that is deleted.");
            }
        }
    }

    string InsertSql(string table, string key)
    {
        var set = steps.Where(s => s.Verb == RowVerb.Set).Select(s => s.Column).Prepend(key).ToList();
        return $"insert into {table} ({string.Join(", ", set)}) values ({string.Join(", ", set.Select((_, i) => $"${i + 1}"))})";
    }

    string UpdateSql(string table, string key)
    {
        var sql = new StringBuilder($"update {table} set ");
        var parameter = 1;
        foreach (var step in steps)
        {
            if (step.Verb == RowVerb.SetByNull)
            {
                sql.Append(CultureInfo.InvariantCulture, $"{step.Column} = case when {step.Probe} is null then ${++parameter} else ${++parameter} end, ");
                continue;
            }
            var value = step.Verb switch
            {
                RowVerb.SetOnce => $"coalesce({step.Column}, ${++parameter})",
                RowVerb.Add => $"{step.Column} + ${++parameter}",
                RowVerb.Clear => "default",
                _ => $"${++parameter}",
            };
            sql.Append(CultureInfo.InvariantCulture, $"{step.Column} = {value}, ");
        }
        sql.Length -= 2;
        return sql.Append(CultureInfo.InvariantCulture, $" where {key} = $1").ToString();
    }
}

/// <summary>The shapes of one projection, found without hashing: an event type has one, seldom two.</summary>
sealed class RowShapes(string table, string key)
{
    readonly ConcurrentDictionary<Type, RowShape[]> known = [];

    public RowShape Of(RowChange change, Type type)
    {
        if (known.TryGetValue(type, out var shapes))
        {
            foreach (var shape in shapes)
            {
                if (shape.Matches(change))
                {
                    return shape;
                }
            }
        }
        var made = new RowShape(change, table, key);
        known.AddOrUpdate(type, [made], (_, others) => [.. others, made]);
        return made;
    }
}

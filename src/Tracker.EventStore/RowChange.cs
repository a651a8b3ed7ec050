using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>Records what one event does to its stream's row. Every column is changed once at most, and all changes read the row as it was.</summary>
/// <remarks>Without <see cref="Insert"/> or <see cref="Delete"/> it is an update, of nothing where there is no row.</remarks>
public sealed class RowChange
{
    RowStep[] steps = new RowStep[12];
    int count;

    internal RowKind Kind { get; private set; }

    internal bool IsEmpty => count == 0 && Kind == RowKind.Update;

    internal ReadOnlySpan<RowStep> Steps => steps.AsSpan(0, count);

    /// <summary>The event makes the row; columns that are not set keep their defaults.</summary>
    public RowChange Insert() => Be(RowKind.Insert);

    /// <summary>The event removes the row.</summary>
    public RowChange Delete() => Be(RowKind.Delete);

    /// <summary>The column takes the value.</summary>
    /// <typeparam name="T">string, Guid, bool, int, long, double, decimal, DateOnly, DateTimeOffset, byte[], an array of these, or nullable.</typeparam>
    public RowChange Set<T>(string column, T value) => Add(new(RowVerb.Set, column, ColumnType<T>.Of(value), ColumnType<T>.Type));

    /// <summary>The column, of type jsonb, takes the JSON.</summary>
    public RowChange SetJson(string column, string? json) => Add(new(RowVerb.Set, column, json, NpgsqlDbType.Jsonb));

    /// <summary>The column takes the value unless it has one.</summary>
    public RowChange SetOnce<T>(string column, T value) => Add(new(RowVerb.SetOnce, column, ColumnType<T>.Of(value), ColumnType<T>.Type));

    /// <summary>The column takes the value unless that is null.</summary>
    public RowChange SetUnlessNull<T>(string column, T value) => value is null ? this : Set(column, value);

    /// <summary>The column takes one of two values, the first if another column is null.</summary>
    public RowChange SetByNull<T>(string column, string probe, T whenNull, T otherwise) =>
        Add(new(RowVerb.SetByNull, column, ColumnType<T>.Of(whenNull), ColumnType<T>.Type) { Probe = probe, Otherwise = ColumnType<T>.Of(otherwise) });

    /// <summary>The number in the column grows; null stays null.</summary>
    public RowChange Add(string column, long number) => Add(new(RowVerb.Add, column, number, NpgsqlDbType.Bigint));

    /// <summary>The columns go back to their defaults: null where there is none.</summary>
    public RowChange Clear(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            Add(new(RowVerb.Clear, column, null, default));
        }
        return this;
    }

    internal void Begin() => (count, Kind) = (0, RowKind.Update);

    /// <summary>Values in the order of the statement's text: the key, then each step's.</summary>
    internal object?[] Parameters(Guid key)
    {
        var needed = 1;
        foreach (ref readonly var step in Steps)
        {
            needed += step.ParameterCount;
        }
        var parameters = new object?[needed];
        parameters[0] = key;
        var at = 1;
        foreach (ref readonly var step in Steps)
        {
            if (step.ParameterCount > 0)
            {
                parameters[at++] = Parameter(step.Value, step.Type);
            }
            if (step.ParameterCount > 1)
            {
                parameters[at++] = Parameter(step.Otherwise, step.Type);
            }
        }
        return parameters;
    }

    // A value says its type itself, but for null and JSON: untyped they would make another prepared statement of the same text.
    static object Parameter(object? value, NpgsqlDbType type) =>
        value is not null && type != NpgsqlDbType.Jsonb ? value : new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    RowChange Be(RowKind kind)
    {
        Kind = Kind == RowKind.Update ? kind : throw new InvalidOperationException("An event inserts a row, changes it or deletes it.");
        return this;
    }

    RowChange Add(in RowStep step)
    {
        if (count == steps.Length)
        {
            Array.Resize(ref steps, count * 2);
        }
        steps[count++] = step;
        return this;
    }
}

enum RowKind { Update, Insert, Delete }

enum RowVerb { Set, SetOnce, SetByNull, Add, Clear }

readonly record struct RowStep(RowVerb Verb, string Column, object? Value, NpgsqlDbType Type)
{
    public string? Probe { get; init; }

    public object? Otherwise { get; init; }

    public int ParameterCount => Verb switch { RowVerb.Clear => 0, RowVerb.SetByNull => 2, _ => 1 };
}

/// <summary>The database's type of a value, known before there is one.</summary>
static class ColumnType<T>
{
    static readonly NpgsqlDbType? Known = Find(typeof(T));

    public static NpgsqlDbType Type => Known ?? throw new NotSupportedException($"A column's value cannot be a {typeof(T).Name}.");

    public static object? Of(T value) => value is DateTimeOffset instant ? instant.ToUniversalTime() : value;

    static NpgsqlDbType? Find(Type type) =>
        type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : type.IsArray ? Find(type.GetElementType()!) is { } element ? NpgsqlDbType.Array | element : null
        : (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(string) => NpgsqlDbType.Text,
            var t when t == typeof(Guid) => NpgsqlDbType.Uuid,
            var t when t == typeof(bool) => NpgsqlDbType.Boolean,
            var t when t == typeof(int) => NpgsqlDbType.Integer,
            var t when t == typeof(long) => NpgsqlDbType.Bigint,
            var t when t == typeof(double) => NpgsqlDbType.Double,
            var t when t == typeof(decimal) => NpgsqlDbType.Numeric,
            var t when t == typeof(DateOnly) => NpgsqlDbType.Date,
            var t when t == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
            _ => null,
        };
}

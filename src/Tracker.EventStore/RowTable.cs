using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>A table as the catalogue has it: what folding rows in memory and copying them in binary form needs.</summary>
sealed class RowTable
{
    static readonly Dictionary<string, NpgsqlDbType> Types = new()
    {
        ["uuid"] = NpgsqlDbType.Uuid, ["text"] = NpgsqlDbType.Text, ["varchar"] = NpgsqlDbType.Varchar, ["bpchar"] = NpgsqlDbType.Char,
        ["citext"] = NpgsqlDbType.Text, ["int2"] = NpgsqlDbType.Smallint, ["int4"] = NpgsqlDbType.Integer, ["int8"] = NpgsqlDbType.Bigint,
        ["float8"] = NpgsqlDbType.Double, ["numeric"] = NpgsqlDbType.Numeric, ["bool"] = NpgsqlDbType.Boolean,
        ["date"] = NpgsqlDbType.Date, ["timestamptz"] = NpgsqlDbType.TimestampTz, ["bytea"] = NpgsqlDbType.Bytea,
        ["json"] = NpgsqlDbType.Json, ["jsonb"] = NpgsqlDbType.Jsonb,
    };

    readonly Dictionary<string, int> ordinals;
    readonly object?[] defaults;
    readonly (string Name, NpgsqlDbType Type)[] columns;

    RowTable(string name, (string Name, NpgsqlDbType Type)[] columns, object?[] defaults)
    {
        Name = name;
        this.columns = columns;
        this.defaults = defaults;
        ordinals = columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i);
    }

    public string Name { get; }

    /// <summary>Reads the catalogue, and lets the server work out the defaults once.</summary>
    /// <exception cref="NotSupportedException">A column is numbered by the server or of a type that is not copied.</exception>
    public static async Task<RowTable> ReadAsync(NpgsqlConnection connection, string schema, string name, CancellationToken ct)
    {
        var found = new List<(string Name, NpgsqlDbType Type, string? Default)>();
        await using (var command = connection.Command(
            """
            select a.attname, case when t.typtype = 'e' then 'text' else coalesce(b.typname, t.typname) end,
                   pg_get_expr(d.adbin, d.adrelid), a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') like '%nextval(%'
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            left join pg_type b on b.oid = t.typbasetype
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = format('%I.%I', $1, $2)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum
            """, schema, name))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var (column, type) = (reader.GetString(0), reader.GetString(1));
                var array = type.StartsWith('_');
                if (reader.GetBoolean(3) || !Types.TryGetValue(array ? type[1..] : type, out var known))
                {
                    throw new NotSupportedException($"The column {name}.{column} ({type}) is numbered by the server or of a type that a row projection cannot copy.");
                }
                found.Add((column, array ? known | NpgsqlDbType.Array : known, reader.IsDBNull(2) ? null : reader.GetString(2)));
            }
        }
        var defaults = new object?[found.Count];
        await using (var command = connection.Command($"select {string.Join(", ", found.Select(c => c.Default ?? "null"))}"))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            await reader.ReadAsync(ct);
            for (var i = 0; i < defaults.Length; i++)
            {
                defaults[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }
        }
        return new(name, [.. found.Select(c => (c.Name, c.Type))], defaults);
    }

    /// <summary>Where a column stands in a row.</summary>
    public int Ordinal(string column) => ordinals.TryGetValue(column, out var ordinal) ? ordinal
        : throw new InvalidOperationException($"The table {Name} has no column '{column}' that can be written.");

    public object?[] NewRow() => (object?[])defaults.Clone();

    public object? Default(int ordinal) => defaults[ordinal];

    /// <summary>Copies whole rows into the table of this form in a schema.</summary>
    public async Task CopyInAsync(NpgsqlConnection connection, string schema, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {schema}.{Name} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < row.Length; i++)
            {
                await WriteAsync(copy, row[i], columns[i].Type, ct);
            }
        }
        await copy.CompleteAsync(ct);
    }

    // By the value's own type where that is common: a value passed as object costs a look-up each time.
    static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken ct) => value switch
    {
        null => copy.WriteNullAsync(ct),
        string text => copy.WriteAsync(text, type, ct),
        Guid id => copy.WriteAsync(id, type, ct),
        DateTimeOffset instant => copy.WriteAsync(instant, type, ct),
        DateOnly date => copy.WriteAsync(date, type, ct),
        bool yes => copy.WriteAsync(yes, type, ct),
        int or long or short => type switch
        {
            NpgsqlDbType.Integer => copy.WriteAsync(checked((int)ToLong(value)), type, ct),
            NpgsqlDbType.Smallint => copy.WriteAsync(checked((short)ToLong(value)), type, ct),
            NpgsqlDbType.Numeric => copy.WriteAsync((decimal)ToLong(value), type, ct),
            NpgsqlDbType.Double => copy.WriteAsync((double)ToLong(value), type, ct),
            _ => copy.WriteAsync(ToLong(value), type, ct),
        },
        _ => copy.WriteAsync(value, type, ct),
    };

    static long ToLong(object value) => value switch { int i => i, long l => l, _ => (short)value };
}

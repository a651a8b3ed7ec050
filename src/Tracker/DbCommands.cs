using System.Data.Common;

namespace Tracker;

/// <summary>Positional parameters on the provider-neutral types, so that queries read like their SQL.</summary>
static class DbCommands
{
    public static DbCommand Command(this DbConnection connection, string sql, params object?[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters) command.Add(value);
        return command;
    }

    public static void Add(this DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    public static async Task<IReadOnlyList<T>> Rows<T>(this DbCommand command, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct)) rows.Add(row(reader));
            return rows;
        }
    }

    public static async Task<int> Run(this DbConnection connection, string sql, CancellationToken ct, params object?[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static T? Nullable<T>(this DbDataReader reader, int column) where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

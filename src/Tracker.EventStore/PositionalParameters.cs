using Npgsql;

namespace Tracker.EventStore;

/// <summary>Statements with parameters <c>$1, $2 …</c>.</summary>
static class PositionalParameters
{
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddPositional(parameters);
        batch.BatchCommands.Add(command);
        return command;
    }

    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddPositional(parameters);
        return command;
    }

    public static void AddPositional(this NpgsqlParameterCollection target, ReadOnlySpan<object?> parameters)
    {
        foreach (var value in parameters)
        {
            target.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value is null ? DBNull.Value : Plain(value) });
        }
    }

    /// <summary>Npgsql takes an instant only in UTC; which one it is does not change.</summary>
    public static object Plain(object value) => value is DateTimeOffset instant ? instant.ToUniversalTime() : value;

    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}

using Npgsql;

namespace Tracker.EventStore;

/// <summary>Queued statements, kept apart from a connection until the round trip.</summary>
sealed class StatementBatch : IStatementBatch
{
    readonly List<(string Sql, object?[] Parameters)> statements = [];

    public int Count => statements.Count;

    public IReadOnlyList<(string Sql, object?[] Parameters)> All => statements;

    public void Execute(string sql, params object?[] parameters) => statements.Add((sql, parameters));

    public void Clear() => statements.Clear();

    public void CopyTo(NpgsqlBatch batch)
    {
        foreach (var (sql, parameters) in statements)
        {
            batch.Add(sql, parameters);
        }
    }
}

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
}

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

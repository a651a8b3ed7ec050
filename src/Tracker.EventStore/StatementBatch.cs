using Npgsql;

namespace Tracker.EventStore;

/// <summary>Queued statements, kept apart from a connection until the round trip.</summary>
sealed class StatementBatch : IStatementBatch
{
    // Most sessions have none of their own.
    List<(string Sql, object?[] Parameters)>? statements;

    public int Count => statements?.Count ?? 0;

    public IReadOnlyList<(string Sql, object?[] Parameters)> All => statements ?? (IReadOnlyList<(string, object?[])>)[];

    public void Execute(string sql, params object?[] parameters) => (statements ??= []).Add((sql, parameters));

    public void Clear() => statements?.Clear();

    public void CopyTo(NpgsqlBatch batch)
    {
        foreach (var (sql, parameters) in All)
        {
            batch.Add(sql, parameters);
        }
    }
}

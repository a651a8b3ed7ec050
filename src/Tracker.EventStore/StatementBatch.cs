using Npgsql;

namespace Tracker.EventStore;

/// <summary>Queued statements, kept apart from a connection until the round trip.</summary>
sealed class StatementBatch : List<(string Sql, object?[] Parameters)>, IStatementBatch
{
    public void Execute(string sql, params object?[] parameters) => Add((sql, parameters));

    public void CopyTo(NpgsqlBatch batch)
    {
        foreach (var (sql, parameters) in this)
        {
            batch.Add(sql, parameters);
        }
    }
}

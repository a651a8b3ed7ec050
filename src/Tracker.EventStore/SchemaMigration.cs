using Npgsql;

namespace Tracker.EventStore;

/// <summary>Brings a database to this build's tables: the store's own steps, numbered 0, -1, -2 …, then the caller's 1, 2, 3 ….</summary>
sealed class SchemaMigration(DocumentStore store)
{
    /// <summary>In order; never changed once released.</summary>
    static readonly (string Name, string Script)[] Steps =
    [
        ("event store", "tables.sql"),
        ("seals", "seals.sql"),
        ("rebuilds", "rebuilds.sql"),
        ("snapshots", "snapshots.sql"),
        ("links without numbers", "links.sql"),
    ];

    /// <summary>Made anew whenever a step of the store's own was applied.</summary>
    static readonly string[] Functions = ["chain.sql", "append.sql"];

    public async Task RunAsync(CancellationToken ct)
    {
        await using var source = store.Unpooled("migration", commandTimeout: 0);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        // Two nodes may start at once on an empty database: "if not exists" alone fails under that race.
        await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('tracker:migrate:' || $1, 0))", ct, store.Schema);
        await CreateSchemaAsync(connection, ct);
        await connection.ExecuteAsync(
            $"""
            create table if not exists {store.Schema}.tracker_migrations (
              version    int not null primary key,
              name       varchar not null,
              applied_at timestamptz not null)
            """, ct);

        var (own, applied) = await VersionsAsync(connection, ct);
        var known = store.Options.Migrations.Count;
        if (applied > known || own > Steps.Length)
        {
            throw new NewerDatabaseException(Math.Max(applied, 0), known);
        }
        for (var step = own; step < Steps.Length; step++)
        {
            await ApplyAsync(connection, new(-step, Steps[step].Name, Script(Steps[step].Script)), ct);
        }
        if (own < Steps.Length)
        {
            await connection.ExecuteAsync(string.Concat(Functions.Select(Script)), ct);
        }
        foreach (var migration in store.Options.Migrations.Where(m => m.Version > applied))
        {
            await ApplyAsync(connection, migration, ct);
        }
        await transaction.CommitAsync(ct);
    }

    // Asked first: "create schema if not exists" needs the right to create one even where it exists.
    async Task CreateSchemaAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var exists = connection.Command("select to_regnamespace($1) is not null", store.Schema);
        if (!(bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            await connection.ExecuteAsync($"create schema {store.Schema}", ct);
        }
    }

    /// <summary>How many of the store's own steps were applied, and the caller's last.</summary>
    async Task<(int Own, int Applied)> VersionsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select 1 - coalesce(min(version), 1), greatest(coalesce(max(version), 0), 0) from {store.Schema}.tracker_migrations");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await connection.ExecuteAsync(migration.Sql, ct);
        await connection.ExecuteAsync($"insert into {store.Schema}.tracker_migrations values ($1, $2, $3)", ct,
            migration.Version, migration.Name, store.Now);
    }

    string Script(string name) => SqlScript.Read(name, store.Schema);
}

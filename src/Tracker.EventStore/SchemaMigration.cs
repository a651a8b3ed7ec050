using System.Reflection;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Brings a database to this build's tables: the store's own as step 0, then the caller's steps.</summary>
sealed class SchemaMigration(DocumentStore store)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var source = store.Unpooled("migration", commandTimeout: 0);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        // Two nodes may start at once on an empty database: "if not exists" alone fails under that race.
        await ExecuteAsync(connection, "select pg_advisory_xact_lock(hashtextextended('tracker:migrate:' || $1, 0))", ct, store.Schema);
        await CreateSchemaAsync(connection, ct);
        await ExecuteAsync(connection,
            $"""
            create table if not exists {store.Schema}.tracker_migrations (
              version    int not null primary key,
              name       varchar not null,
              applied_at timestamptz not null)
            """, ct);

        var applied = await VersionAsync(connection, ct);
        var known = store.Options.Migrations.Count;
        if (applied > known)
        {
            throw new NewerDatabaseException(applied, known);
        }
        if (applied < 0)
        {
            await ApplyAsync(connection, new(0, "event store", Script("tables.sql") + Script("append.sql")), ct);
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
            await ExecuteAsync(connection, $"create schema {store.Schema}", ct);
        }
    }

    async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.Command($"select coalesce(max(version), -1) from {store.Schema}.tracker_migrations");
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await ExecuteAsync(connection, migration.Sql, ct);
        await ExecuteAsync(connection, $"insert into {store.Schema}.tracker_migrations values ($1, $2, $3)", ct,
            migration.Version, migration.Name, store.Now);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    string Script(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Tracker.EventStore.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("{schema}", store.Schema, StringComparison.Ordinal);
    }
}

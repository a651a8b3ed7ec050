using Npgsql;
using Tracker.Tests;

namespace Tracker.EventStore.Tests;

public sealed class EmbeddedTestDatabaseTests(TestDatabase current, OldestTestDatabase oldest)
    : IClassFixture<TestDatabase>, IClassFixture<OldestTestDatabase>
{
    [Fact]
    public async Task A_class_gets_an_empty_database_that_sorts_by_code_point()
    {
        (await ScalarAsync(current, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0L);
        (await ScalarAsync(current, "SELECT 'Z' < 'a' AND '一' < '丁'")).ShouldBe(true);
    }

    [Fact(SkipUnless = nameof(OldestTestDatabase.IsInstalled), SkipType = typeof(OldestTestDatabase), Skip = OldestTestDatabase.Missing)]
    public async Task The_oldest_supported_version_is_at_hand_too()
    {
        (await ScalarAsync(oldest, "SELECT current_setting('server_version_num')::int / 10000")).ShouldBe(15);
        (await ScalarAsync(oldest, "SELECT 'Z' < 'a' AND '一' < '丁'")).ShouldBe(true);
    }

    static async Task<object?> ScalarAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Tracker.EventStore.Tests;

/// <summary>One schema of the shared server, and a store on it.</summary>
public abstract class StoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    readonly List<DocumentStore> opened = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected string Schema { get; } = $"t_{Guid.CreateVersion7():N}";

    protected string ConnectionString => postgres.ConnectionString;

    protected DocumentStore Store { get; private set; } = null!;

    protected static BalanceProjection Inline { get; } = new("Balances", "balances");

    protected static BalanceProjection Async { get; } = new("Totals", "totals");

    public virtual async ValueTask InitializeAsync()
    {
        Store = Open();
        await Store.MigrateAsync(Ct);
    }

    protected virtual void Configure(StoreOptions options) => Configure(options, Schema);

    /// <summary>The bookkeeping store, for another process too.</summary>
    internal static void Configure(StoreOptions options, string schema)
    {
        options.SchemaName = schema;
        options.Events.Map<AccountOpened>("account_opened").Map<AmountBooked>("amount_booked").Map<AccountClosed>("account_closed");
        options.AddStreamType<Account>("account");
        options.Projections.Add(Inline, ProjectionLifecycle.Inline);
        options.Projections.Add(Async, ProjectionLifecycle.Async);
        options.Migrate(1, "balances", Inline.TableSql);
        options.Migrate(2, "totals", Async.TableSql);
    }

    protected DocumentStore Open(Action<StoreOptions>? more = null)
    {
        var store = DocumentStore.For($"{ConnectionString};Maximum Pool Size=40", options =>
        {
            Configure(options);
            more?.Invoke(options);
        });
        opened.Add(store);
        return store;
    }

    protected async Task<Guid> OpenAccountAsync(params AccountEvent[] more)
    {
        var id = Guid.CreateVersion7();
        await using var session = Store.OpenSession("li");
        session.StartStream<Account>(id, [new AccountOpened("li"), .. more]);
        await session.SaveChangesAsync(Ct);
        return id;
    }

    protected async Task<IReadOnlyList<StoredEvent>> EventsAsync(Guid id)
    {
        await using var session = Store.OpenSession();
        return await session.FetchStream(id, ct: Ct);
    }

    protected async Task<Account?> AccountAsync(Guid id)
    {
        await using var session = Store.OpenSession();
        return await session.AggregateStream<Account, AccountEvent>(id, ct: Ct);
    }

    /// <summary>Every row, as text, of what a query gives.</summary>
    protected async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = await Store.OpenConnectionAsync(Ct);
        return await RowsAsync(connection, sql);
    }

    protected static async Task<IReadOnlyList<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i =>
                Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }
        return rows;
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false;Search Path={Schema}");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Changes what is stored behind the store's back, as only the owner of the tables can.</summary>
    protected Task TamperAsync(string sql) =>
        ExecuteAsync($"alter table mt_events disable trigger user; {sql}; alter table mt_events enable trigger user");

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in opened)
        {
            await store.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}

using System.Data.Common;
using Tracker.EventStore;
using Tracker.EventStore.Tests;

namespace Tracker.Tests.Store;

/// <summary>What one round came to.</summary>
/// <param name="Events">Events stored.</param>
/// <param name="RolledBack">Transactions rolled back after they had drawn numbers, refused ones included.</param>
/// <param name="Late">Events that became visible after one with a higher number.</param>
/// <param name="Kills">Times a daemon was ended.</param>
/// <param name="Mismatch">The first difference between a projection and the replay; null where there is none.</param>
sealed record OrderFigures(int Events, int RolledBack, int Late, int Kills, string? Mismatch);

/// <summary>
/// One round in a schema of its own: writers that roll back and linger, a daemon killed and started again at random; then
/// each projection must hold what a replay from zero gives.
/// </summary>
sealed class OrderRound : IAsyncDisposable
{
    const int Writers = 32;
    const int Accounts = 30;
    static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(60);

    readonly string connectionString;
    readonly string schema;
    readonly int seed;
    readonly DocumentStore store;

    OrderRound(string connectionString, string schema, int seed)
    {
        (this.connectionString, this.schema, this.seed) = (connectionString, schema, seed);
        store = Open();
    }

    /// <param name="connectionString">A server; the schema is made, and removed where all was well.</param>
    /// <param name="schema">Not there yet.</param>
    /// <param name="seed">Of what is left to chance.</param>
    /// <param name="duration">How long the writers write.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<OrderFigures> RunAsync(string connectionString, string schema, int seed, TimeSpan duration, CancellationToken ct)
    {
        await using var round = new OrderRound(connectionString, schema, seed);
        return await round.RunAsync(duration, ct);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    async Task<OrderFigures> RunAsync(TimeSpan duration, CancellationToken ct)
    {
        await store.MigrateAsync(ct);
        var accounts = await Task.WhenAll(Enumerable.Range(0, Accounts).Select(_ => OrderWriter.OpenAccountAsync(store, ct)));
        OrderWriter[] writers = [.. Enumerable.Range(0, Writers).Select(n => new OrderWriter(store, accounts, new(seed * Writers + n), lingers: n % 4 == 0))];

        using var running = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var killing = Task.Run(() => KillAsync(new(seed), running.Token, ct), ct);
        running.CancelAfter(duration);
        await Task.WhenAll(writers.Select(writer => Task.Run(() => writer.RunAsync(running.Token, ct), ct)));
        var kills = await killing;

        await using (var daemon = store.CreateDaemon())
        {
            await daemon.StartAsync(ct);
            await daemon.WaitForCatchUpAsync(CatchUp, ct);
        }
        await using var connection = await store.OpenConnectionAsync(ct);
        var replay = await OrderReplay.ReadAsync(connection, ct);
        var mismatch = replay.Events != Accounts + writers.Sum(w => w.Stored)
            ? $"{Accounts + writers.Sum(w => w.Stored)} events were acknowledged and {replay.Events} are stored"
            : await replay.MismatchAsync(connection, rebuilt: false, ct);
        if (mismatch is null)
        {
            await store.RebuildAsync("Balances", null, ct);
            await store.RebuildAsync("Totals", null, ct);
            mismatch = await replay.MismatchAsync(connection, rebuilt: true, ct) is { } rebuilt ? $"after a rebuild: {rebuilt}" : null;
        }
        var late = await LateAsync(connection, ct);
        if (mismatch is null)
        {
            await ExecuteAsync(connection, $"drop schema {schema} cascade", ct);
        }
        return new(replay.Events, writers.Sum(w => w.RolledBack), late, kills, mismatch);
    }

    /// <summary>Runs daemons, and ends them: by stopping, by cutting one or all of their connections, with a second one beside.</summary>
    async Task<int> KillAsync(Random random, CancellationToken running, CancellationToken ct)
    {
        await using var elsewhere = Open();
        await using var connection = await store.OpenConnectionAsync(ct);
        var kills = 0;
        for (; !running.IsCancellationRequested; kills++)
        {
            await using var daemon = store.CreateDaemon();
            await using var second = elsewhere.CreateDaemon();
            await daemon.StartAsync(ct);
            await Task.Delay(random.Next(30, 200), ct);
            await second.StartAsync(ct);
            await Task.Delay(random.Next(10, 100), ct);
            var cut = random.Next(4) switch { 0 => 0, 1 => 100, _ => 1 };
            if (cut > 0)
            {
                await ExecuteAsync(connection,
                    $"""
                    select pg_terminate_backend(pid) from (select pid from pg_stat_activity
                      where application_name = 'tracker daemon {schema}' order by random() limit {cut}) one
                    """, ct);
                await Task.Delay(random.Next(10, 500), ct);
            }
        }
        return kills;
    }

    static async Task<int> LateAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            select count(*)::int from (
              select xmin::text::bigint as own,
                     max(xmin::text::bigint) over (order by seq_id rows between unbounded preceding and 1 preceding) as earlier
              from mt_events) e where own < earlier
            """;
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    DocumentStore Open() => DocumentStore.For($"{connectionString};Maximum Pool Size={Writers + 8}", options =>
    {
        options.SchemaName = schema;
        options.Events.Map<AccountOpened>("account_opened").Map<AmountBooked>("amount_booked").Map<AccountClosed>("account_closed");
        options.AddStreamType<Account>("account");
        var (inline, totals) = (new BalanceProjection("Balances", "balances"), new BalanceProjection("Totals", "totals"));
        options.Projections.Add(inline, ProjectionLifecycle.Inline);
        options.Projections.Add(totals, ProjectionLifecycle.Async);
        options.Projections.Add(new JournalProjection(), ProjectionLifecycle.Async);
        options.Migrate(1, "balances", inline.TableSql);
        options.Migrate(2, "totals", totals.TableSql);
        options.Migrate(3, "journal", JournalProjection.TableSql);
        options.Daemon.OwnershipInterval = TimeSpan.FromMilliseconds(100);
        options.Daemon.BatchSize = 50;
    });
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tracker.EventStore.Tests;

/// <summary>Writers that roll back and linger, a daemon that is killed again and again: the rows must be those of a replay.</summary>
public sealed class OrderWithoutLossTests(PostgresFixture postgres) : StoreTests(postgres)
{
    const int Writers = 24;
    static readonly TimeSpan Run = TimeSpan.FromSeconds(8);

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Projections.Add(new ChainProjection(), ProjectionLifecycle.Async);
        options.Migrate(3, "chain", "create table chain (id int primary key, links bigint not null, digest text not null);");
        options.Daemon.OwnershipInterval = TimeSpan.FromMilliseconds(100);
        options.Daemon.BatchSize = 50;
    }

    [Fact]
    public async Task Every_projection_equals_a_replay_from_zero()
    {
        var accounts = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => OpenAccountAsync()));
        using var running = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        running.CancelAfter(Run);
        var killing = KillAsync(running.Token);
        var rolledBack = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer =>
            Task.Run(() => writer % 3 == 0 ? LingerAsync(new(writer), accounts, running.Token) : WriteAsync(new(writer), accounts, running.Token), Ct)))).Sum();
        (await killing).ShouldBeGreaterThan(5);

        await using (var daemon = Store.CreateDaemon())
        {
            await daemon.StartAsync(Ct);
            await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(30), Ct);
        }
        var sequences = await RowsAsync("select seq_id from mt_events order by seq_id");
        var digest = sequences.Aggregate("", (digest, sequence) => ChainProjection.Link(digest + sequence));
        (await RowsAsync("select links, digest from chain")).ShouldBe([$"{sequences.Count}|{digest}"]);
        (await RowsAsync("select * from totals order by id")).ShouldBe(await ReplayAsync());

        // The run was one worth surviving: gaps from rollbacks, and numbers that became visible late.
        rolledBack.ShouldBeGreaterThan(10);
        (await RowsAsync("select last_value > (select count(*) from mt_events) from mt_events_sequence")).ShouldBe(["True"]);
        (await RowsAsync("select count(*) > 5 from (select xmin::text::bigint as x, max(xmin::text::bigint) over (order by seq_id rows between unbounded preceding and 1 preceding) as earlier from mt_events) t where x < earlier"))
            .ShouldBe(["True"]);
        TestContext.Current.SendDiagnosticMessage($"{sequences.Count} events, {rolledBack} rollbacks");
    }

    /// <summary>The store's own appends, some of which lose their version check.</summary>
    async Task<int> WriteAsync(Random random, Guid[] accounts, CancellationToken ct)
    {
        var refused = 0;
        while (!ct.IsCancellationRequested)
        {
            await using var session = Store.OpenSession();
            foreach (var id in random.GetItems(accounts, random.Next(1, 4)).Distinct())
            {
                if (random.Next(2) == 0)
                {
                    session.Append(id, new AmountBooked(random.Next(100)));
                }
                else
                {
                    (await session.FetchForWriting<Account, AccountEvent>(id, Ct))!.AppendMany([new AmountBooked(random.Next(100)), new AmountBooked(1)]);
                }
            }
            try
            {
                await session.SaveChangesAsync(Ct);
            }
            catch (ConcurrencyException)
            {
                refused++;
            }
        }
        return refused;
    }

    /// <summary>Another program's appends to accounts of its own, held open for a while, often rolled back.</summary>
    async Task<int> LingerAsync(Random random, Guid[] accounts, CancellationToken ct)
    {
        var own = await OpenAccountAsync();
        var rolledBack = 0;
        while (!ct.IsCancellationRequested)
        {
            await using var connection = await Store.OpenConnectionAsync(Ct);
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            await using var append = connection.CreateCommand();
            append.CommandText = Foreign.Append(random.Next(8) == 0 ? accounts[0] : own, random.Next(100));
            try
            {
                await append.ExecuteNonQueryAsync(Ct);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                rolledBack++; // the store tries again when it is the one chosen; another program may give up
                continue;
            }
            await Task.Delay(random.Next(random.Next(8) == 0 ? 600 : 40), Ct);
            if (random.Next(3) == 0)
            {
                await transaction.RollbackAsync(Ct);
                rolledBack++;
            }
            else
            {
                await transaction.CommitAsync(Ct);
            }
        }
        return rolledBack;
    }

    /// <summary>Runs daemons, and ends them: by stopping, by cutting their connections, or with a second one beside.</summary>
    async Task<int> KillAsync(CancellationToken ct)
    {
        var random = new Random(7);
        var killed = 0;
        while (!ct.IsCancellationRequested)
        {
            await using var daemon = Store.CreateDaemon();
            await using var second = Open().CreateDaemon();
            await daemon.StartAsync(Ct);
            await Task.Delay(random.Next(100, 400), Ct);
            await second.StartAsync(Ct);
            await Task.Delay(random.Next(50, 300), Ct);
            if (random.Next(2) == 0)
            {
                await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tracker daemon {Schema}'");
                await Task.Delay(random.Next(50, 700), Ct);
            }
            killed++;
        }
        return killed;
    }

    async Task<List<string>> ReplayAsync()
    {
        await Store.RebuildAsync("Totals", null, Ct);
        return [.. await RowsAsync("select * from totals order by id")];
    }

    /// <summary>Every event hangs on all before it: one lost, doubled or out of order changes the digest for good.</summary>
    sealed class ChainProjection : IProjection
    {
        public string Name => "Chain";

        public IReadOnlyList<string> Tables => ["chain"];

        public static string Link(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

        public void Project(StoredEvent e, IStatementBatch batch) => batch.Execute(
            """
            insert into chain values (1, 1, encode(sha256(convert_to($1, 'UTF8')), 'hex'))
            on conflict (id) do update set links = chain.links + 1,
              digest = encode(sha256(convert_to(chain.digest || $1, 'UTF8')), 'hex')
            """,
            e.Sequence.ToString(CultureInfo.InvariantCulture));
    }
}

using System.Globalization;

namespace Tracker.EventStore.Tests;

/// <summary>What an append reads doesn't grow with the tables, though its statements were planned while these were empty.</summary>
public sealed class AppendPlanTests(PostgresFixture postgres) : StoreTests(postgres)
{
    const int Writers = 16;
    const int StreamsEach = 60;
    const int Rounds = 2;

    [Fact]
    public async Task An_append_reads_its_own_stream_and_no_more()
    {
        // No statistics come in between, after which the server would plan anew.
        await ExecuteAsync(
            """
            alter table mt_streams set (autovacuum_enabled = false);
            alter table mt_events set (autovacuum_enabled = false);
            alter table balances set (autovacuum_enabled = false);
            """);
        await using (var store = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(store), Ct)));
        }
        (await RowsAsync("select count(*) from mt_events")).ShouldBe([$"{Writers * StreamsEach * (1 + Rounds)}"]);

        // Sessions tell what they did when they end, which they do soon after they were closed.
        var appends = Writers * StreamsEach * Rounds;
        var read = 0L;
        for (var look = 0; look < 50 && read < appends; look++)
        {
            await Task.Delay(100, Ct);
            read = await ReadAsync();
        }
        // Its stream's row, up to three events looked through for the command and the link, its balance; some of them twice.
        read.ShouldBeInRange(appends, 15 * appends);
    }

    async Task<long> ReadAsync() => long.Parse((await RowsAsync(
        """
        select (select sum(idx_tup_read) from pg_stat_user_indexes where schemaname = current_schema() and relname in ('mt_streams', 'mt_events', 'balances'))
             + (select sum(seq_tup_read) from pg_stat_user_tables where schemaname = current_schema() and relname in ('mt_streams', 'mt_events', 'balances'))
        """)).Single(), CultureInfo.InvariantCulture);

    static async Task WriteAsync(DocumentStore store)
    {
        for (var n = 0; n < StreamsEach; n++)
        {
            var id = Guid.CreateVersion7();
            for (var version = 0; version <= Rounds; version++)
            {
                await using var session = store.OpenSession("li", Guid.CreateVersion7().ToString());
                if (version == 0)
                {
                    session.StartStream<Account>(id, new AccountOpened("li"));
                }
                else
                {
                    session.Append(id, version, new AmountBooked(1));
                }
                await session.SaveChangesAsync(Ct);
            }
        }
    }
}

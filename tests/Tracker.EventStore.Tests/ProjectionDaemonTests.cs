namespace Tracker.EventStore.Tests;

public sealed class ProjectionDaemonTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_daemon_makes_the_rows_that_inline_makes()
    {
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        for (var i = 0; i < 20; i++)
        {
            await OpenAccountAsync(new AmountBooked(i), new AmountBooked(1));
        }
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        var rows = await RowsAsync("select * from totals order by id");
        rows.Count.ShouldBe(20);
        rows.ShouldBe(await RowsAsync("select * from balances order by id"));
        (await RowsAsync("select name, last_seq_id from mt_event_progression order by name")).ShouldBe(["HighWaterMark|60", "Totals:All|60"]);
    }
}

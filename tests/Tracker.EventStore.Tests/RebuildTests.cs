namespace Tracker.EventStore.Tests;

public sealed class RebuildTests(PostgresFixture postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task A_rebuilt_inline_projection_equals_what_was_written_inline()
    {
        for (var i = 0; i < 10; i++)
        {
            await OpenAccountAsync(new AmountBooked(i), new AmountBooked(i));
        }
        var before = await RowsAsync("select * from balances order by id");
        await ExecuteAsync("update balances set balance = -1; delete from balances where version = 2");
        var steps = new List<RebuildProgress>();
        await Store.RebuildAsync("Balances", new Steps(steps), Ct);
        (await RowsAsync("select * from balances order by id")).ShouldBe(before);
        (steps[^1].Projection, steps[^1].Events, steps[^1].Total, steps[^1].TimeLeft).ShouldBe(("Balances", 30, 30, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("Balances", "balances")]
    [InlineData("Totals", "totals")]
    public async Task A_rebuild_amid_writers_loses_and_doubles_nothing(string projection, string table)
    {
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        var accounts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAccountAsync()));
        using var running = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writing = accounts.Select(id => Task.Run(async () =>
        {
            var version = 1;
            while (!running.IsCancellationRequested)
            {
                await using var session = Store.OpenSession();
                session.Append(id, version++, new AmountBooked(version));
                await session.SaveChangesAsync(Ct);
                await Task.Delay(5, Ct);
            }
        }, Ct)).ToArray();
        for (var i = 0; i < 6; i++)
        {
            await Task.Delay(80, Ct);
            await Store.RebuildAsync(projection, null, Ct);
        }
        await running.CancelAsync();
        await Task.WhenAll(writing);
        await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct);

        foreach (var id in accounts)
        {
            var events = await EventsAsync(id);
            (await RowsAsync($"select balance, version, trail from {table} where id = '{id}'")).ShouldBe(
                [$"{(await AccountAsync(id))!.Balance}|{events.Count}|{string.Concat(events.Skip(1).Select(e => $"{e.Version} "))}"]);
        }
    }

    [Fact]
    public async Task Readers_see_the_old_rows_until_a_rebuild_is_done_and_then_all_new_ones()
    {
        for (var i = 0; i < 40; i++)
        {
            await OpenAccountAsync(new AmountBooked(7));
        }
        await ExecuteAsync("update balances set balance = 8");
        using var running = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var seen = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var sums = new HashSet<string>();
            while (!running.IsCancellationRequested)
            {
                sums.Add((await RowsAsync("select sum(balance) from balances"))[0]);
            }
            return sums;
        }, Ct)).ToArray();
        for (var i = 0; i < 20; i++)
        {
            await Store.RebuildAsync("Balances", null, Ct);
        }
        await running.CancelAsync();
        (await Task.WhenAll(seen)).SelectMany(s => s).Distinct().Order().ShouldBe(["280", "320"]);
    }

    [Fact]
    public async Task A_rebuild_that_fails_keeps_the_old_rows()
    {
        var id = await OpenAccountAsync(new AmountBooked(7));
        await TamperAsync($"update mt_events set type = 'account_renamed' where stream_id = '{id}' and version = 2");
        await Should.ThrowAsync<UnknownEventTypeException>(() => Store.RebuildAsync("Balances", null, Ct));
        (await RowsAsync("select balance from balances")).ShouldBe(["7"]);
        await Should.ThrowAsync<ArgumentException>(() => Store.RebuildAsync("Blances", null, Ct));
    }
}

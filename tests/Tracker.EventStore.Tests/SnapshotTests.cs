using System.Collections.Concurrent;

namespace Tracker.EventStore.Tests;

public sealed class SnapshotTests(PostgresFixture postgres) : StoreTests(postgres)
{
    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Snapshots.Add<Account>(every: 10);
    }

    [Fact]
    public async Task A_long_stream_is_read_from_its_snapshot_on()
    {
        var id = await OpenAccountAsync();
        await BookAsync(id, times: 24);
        (await RowsAsync("select stream_id, version, data ->> 'Balance' from tracker_snapshots")).ShouldBe([$"{id}|20|19"]);

        // The events under the snapshot are out of the way: it is the snapshot that is read.
        await TamperAsync($"update mt_events set type = 'unheard_of' where stream_id = '{id}' and version <= 20");
        (await AccountAsync(id)).ShouldBe(new(id, "li", 24));
        await using var session = Store.OpenSession();
        var stream = await session.FetchForWriting<Account, AccountEvent>(id, Ct);
        (stream!.Version, stream.Aggregate.Balance).ShouldBe((25, 24));
    }

    [Fact]
    public async Task A_snapshot_of_another_build_is_not_read_and_is_replaced()
    {
        var id = await OpenAccountAsync();
        await BookAsync(id, times: 10);
        await ExecuteAsync("update tracker_snapshots set fingerprint = 'of another build', data = '{\"Id\": \"00000000-0000-0000-0000-000000000000\", \"Owner\": \"nobody\"}'");
        (await AccountAsync(id))!.Balance.ShouldBe(10);
        await BookAsync(id, times: 1);
        (await RowsAsync("select version, data ->> 'Balance', fingerprint <> 'of another build' from tracker_snapshots")).ShouldBe(["12|11|True"]);
    }

    [Fact]
    public async Task A_command_done_under_the_snapshot_is_not_done_again()
    {
        var id = await OpenAccountAsync();
        await BookAsync(id, times: 1, command: "early");
        await BookAsync(id, times: 20);
        await Should.ThrowAsync<AlreadyDoneException>(() => BookAsync(id, times: 1, command: "early"));
    }

    [Fact]
    public async Task The_past_is_folded_from_events()
    {
        var id = await OpenAccountAsync();
        await BookAsync(id, times: 24);
        await using var session = Store.OpenSession();
        (await session.AggregateStream<Account, AccountEvent>(id, version: 5, ct: Ct))!.Balance.ShouldBe(4);
    }

    [Fact]
    public async Task Writers_side_by_side_leave_a_snapshot_that_is_true()
    {
        var id = await OpenAccountAsync();
        var refused = new ConcurrentBag<Exception>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
            {
                try
                {
                    await BookAsync(id, times: 1);
                }
                catch (ConcurrencyException e)
                {
                    refused.Add(e);
                }
            }
        }, Ct)));
        var booked = 120 - refused.Count;
        (await AccountAsync(id))!.Balance.ShouldBe(booked);
        (await RowsAsync("select (data ->> 'Balance')::int = version - 1 and version >= 10 from tracker_snapshots")).ShouldBe(["True"]);
    }

    async Task BookAsync(Guid id, int times, string? command = null)
    {
        for (var i = 0; i < times; i++)
        {
            await using var session = Store.OpenSession("li", command);
            (await session.FetchForWriting<Account, AccountEvent>(id, Ct))!.AppendMany([new AmountBooked(1)]);
            await session.SaveChangesAsync(Ct);
        }
    }
}

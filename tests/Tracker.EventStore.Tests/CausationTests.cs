namespace Tracker.EventStore.Tests;

public sealed class CausationTests(PostgresFixture postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task A_repeated_command_is_already_done_even_on_an_old_version()
    {
        var id = await OpenAccountAsync();
        await BookAsync(id, "command-1");
        var refused = await Should.ThrowAsync<AlreadyDoneException>(() => BookAsync(id, "command-1"));
        (refused.StreamId, refused.CausationId).ShouldBe((id, "command-1"));
        (await AccountAsync(id))!.Balance.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_start_is_already_done()
    {
        var id = Guid.CreateVersion7();
        await StartAsync(id);
        await Should.ThrowAsync<AlreadyDoneException>(() => StartAsync(id));

        async Task StartAsync(Guid id)
        {
            await using var session = Store.OpenSession(causationId: "start");
            session.StartStream<Account>(id, new AccountOpened("li"));
            await session.SaveChangesAsync(Ct);
        }
    }

    [Fact]
    public async Task One_command_may_write_to_many_streams()
    {
        var (a, b) = (await OpenAccountAsync(), await OpenAccountAsync());
        await BookAsync(a, "bulk");
        await BookAsync(b, "bulk");
        ((await AccountAsync(a))!.Balance, (await AccountAsync(b))!.Balance).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Of_the_same_command_sent_many_times_at_once_one_is_stored()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = await OpenAccountAsync();
            var command = $"command-{round}";
            var stored = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                try
                {
                    await using var session = Store.OpenSession(causationId: command);
                    session.Append(id, new AmountBooked(1));
                    await session.SaveChangesAsync(Ct);
                    return true;
                }
                catch (AlreadyDoneException)
                {
                    return false;
                }
            }, Ct)));
            stored.Count(s => s).ShouldBe(1);
            (await AccountAsync(id))!.Balance.ShouldBe(1);
        }
    }

    async Task BookAsync(Guid id, string command)
    {
        await using var session = Store.OpenSession(causationId: command);
        session.Append(id, 1, new AmountBooked(1));
        await session.SaveChangesAsync(Ct);
    }
}

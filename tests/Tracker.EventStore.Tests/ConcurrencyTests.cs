namespace Tracker.EventStore.Tests;

public sealed class ConcurrencyTests(PostgresFixture postgres) : StoreTests(postgres)
{
    const int Writers = 8;

    [Fact]
    public async Task Of_writers_who_expect_the_same_version_one_wins_each_round_and_no_event_is_lost()
    {
        const int rounds = 60;
        var id = await OpenAccountAsync();
        for (var round = 1; round <= rounds; round++)
        {
            var version = round;
            var won = await RaceAsync(async writer =>
            {
                await using var session = Store.OpenSession($"writer {writer}");
                session.Append(id, version, new AmountBooked(writer));
                return await StoredAsync(session);
            });
            won.Count(w => w).ShouldBe(1);
        }
        var events = await EventsAsync(id);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, rounds + 1).Select(v => (long)v));
        (await RowsAsync($"select balance = {(await AccountAsync(id))!.Balance}, version from balances where id = '{id}'")).ShouldBe([$"True|{rounds + 1}"]);
    }

    [Fact]
    public async Task Of_writers_who_start_the_same_stream_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = Guid.CreateVersion7();
            var won = await RaceAsync(async writer =>
            {
                await using var session = Store.OpenSession();
                session.StartStream<Account>(id, new AccountOpened($"{writer}"), new AmountBooked(writer));
                try
                {
                    await session.SaveChangesAsync(Ct);
                    return true;
                }
                catch (ExistingStreamException)
                {
                    return false;
                }
            });
            won.Count(w => w).ShouldBe(1);
            (await EventsAsync(id)).Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Appends_without_a_version_all_land()
    {
        var id = await OpenAccountAsync();
        await RaceAsync(async writer =>
        {
            for (var i = 0; i < 20; i++)
            {
                await using var session = Store.OpenSession();
                session.Append(id, new AmountBooked(1));
                await session.SaveChangesAsync(Ct);
            }
            return true;
        });
        var events = await EventsAsync(id);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 1 + Writers * 20).Select(v => (long)v));
        events.Select(e => e.Sequence).ShouldBeInOrder(SortDirection.Ascending);
        (await RowsAsync($"select balance, version from balances where id = '{id}'")).ShouldBe([$"{Writers * 20}|{1 + Writers * 20}"]);
    }

    [Fact]
    public async Task Appends_to_a_missing_stream_make_it_once()
    {
        var id = Guid.CreateVersion7();
        await RaceAsync(async writer =>
        {
            await using var session = Store.OpenSession();
            session.Append(id, new AccountClosed(ClosingReason.Asked));
            await session.SaveChangesAsync(Ct);
            return true;
        });
        (await EventsAsync(id)).Select(e => e.Version).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public async Task Units_of_work_over_the_same_streams_in_any_order_do_not_block_each_other_for_ever()
    {
        Guid[] ids = [await OpenAccountAsync(), await OpenAccountAsync(), await OpenAccountAsync(), await OpenAccountAsync()];
        await RaceAsync(async writer =>
        {
            var random = new Random(writer);
            for (var i = 0; i < 15; i++)
            {
                await using var session = Store.OpenSession();
                foreach (var id in random.GetItems(ids, 4).Distinct())
                {
                    session.Append(id, new AmountBooked(1));
                }
                await session.SaveChangesAsync(Ct);
            }
            return true;
        });
        (await RowsAsync("select bool_and(b.balance = e.n) from balances b join (select stream_id, count(*) - 1 as n from mt_events group by 1) e on e.stream_id = b.id"))
            .ShouldBe(["True"]);
    }

    [Fact]
    public async Task A_stream_fetched_for_writing_is_refused_when_it_has_moved_on()
    {
        var id = await OpenAccountAsync(new AmountBooked(10));
        await using var slow = Store.OpenSession();
        var fetched = (await slow.FetchForWriting<Account, AccountEvent>(id, Ct))!;
        (fetched.Aggregate.Balance, fetched.Version).ShouldBe((10, 2));

        await using (var quick = Store.OpenSession())
        {
            (await quick.FetchForWriting<Account, AccountEvent>(id, Ct))!.AppendMany([new AmountBooked(-10)]);
            await quick.SaveChangesAsync(Ct);
        }
        fetched.AppendMany([new AmountBooked(-10)]);
        fetched.AppendMany([new AccountClosed(ClosingReason.Empty)]);
        var refused = await Should.ThrowAsync<ConcurrencyException>(() => slow.SaveChangesAsync(Ct));
        (refused.Expected, refused.Actual).ShouldBe((2, 3));
        (await AccountAsync(id))!.Balance.ShouldBe(0);
    }

    [Fact]
    public async Task Many_streams_are_fetched_in_the_order_asked_without_those_that_do_not_exist()
    {
        var (a, b) = (await OpenAccountAsync(new AmountBooked(1)), await OpenAccountAsync(new AmountBooked(2)));
        await using var session = Store.OpenSession();
        var fetched = await session.FetchForWriting<Account, AccountEvent>([b, Guid.CreateVersion7(), a], Ct);
        fetched.Select(s => (s.Id, s.Aggregate.Balance)).ShouldBe([(b, 2), (a, 1)]);
        foreach (var stream in fetched)
        {
            stream.AppendMany([new AmountBooked(10)]);
        }
        await session.SaveChangesAsync(Ct);
        (await AccountAsync(a))!.Balance.ShouldBe(11);
        (await session.FetchForWriting<Account, AccountEvent>(Guid.CreateVersion7(), Ct)).ShouldBeNull();
    }

    static async Task<bool> StoredAsync(DocumentSession session)
    {
        try
        {
            await session.SaveChangesAsync(Ct);
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    static Task<bool[]> RaceAsync(Func<int, Task<bool>> write) =>
        Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(() => write(writer), Ct)));
}

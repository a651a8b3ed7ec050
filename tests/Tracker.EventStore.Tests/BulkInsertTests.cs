namespace Tracker.EventStore.Tests;

public sealed class BulkInsertTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_bulk_load_leaves_what_appends_leave()
    {
        var id = Guid.CreateVersion7();
        var seen = new List<long>();
        (await Store.BulkInsertAsync(Many(11_000, of: 2).Append(new(id, typeof(Account),
        [
            new(new AccountOpened("li"), Monday, "li", "command", "request"), new(new AmountBooked(5, "一笔"), Monday.AddHours(1)), new(new AmountBooked(7), Monday.AddHours(1)),
        ])), new Steps(seen), Ct)).ShouldBe(22_003);
        seen.ShouldBe([10_000, 20_000, 22_003]);

        (await EventsAsync(id)).Select(e => (e.Version, e.TypeName, e.Timestamp, e.UserName, e.CausationId, e.CorrelationId)).ShouldBe(
        [
            (1, "account_opened", Monday, "li", "command", "request"),
            (2, "amount_booked", Monday.AddHours(1), null, null, null),
            (3, "amount_booked", Monday.AddHours(1), null, null, null),
        ]);
        (await AccountAsync(id))!.Balance.ShouldBe(12);
        (await RowsAsync("select count(*), sum(version) from mt_streams")).ShouldBe(["11001|22003"]);
        (await RowsAsync("select count(*), sum(balance), sum(version) from balances")).ShouldBe(["11001|11012|22003"]);
        (await RowsAsync($"select type, version, timestamp = max, created = max from mt_streams join (select max(timestamp) from mt_events where stream_id = '{id}') e on true where id = '{id}'"))
            .ShouldBe(["account|3|True|True"]);
        (await RowsAsync("select count(*) from mt_events e where headers ->> 'chain' is distinct from tracker_chain(coalesce((select p.headers ->> 'chain' from mt_events p where p.stream_id = e.stream_id and p.version = e.version - 1), ''), stream_id, version, id, timestamp, tenant_id, type, mt_dotnet_type, correlation_id, causation_id, user_name, data)"))
            .ShouldBe(["0"]);
        (await RowsAsync("select bool_and(seq_id = nth) from (select seq_id, row_number() over (order by seq_id) as nth from mt_events) t")).ShouldBe(["True"]);

        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(30), Ct);
        (await RowsAsync("select * from totals order by id")).ShouldBe(await RowsAsync("select * from balances order by id"));
    }

    [Fact]
    public async Task A_stream_that_exists_is_refused_and_its_transaction_leaves_nothing()
    {
        var id = await OpenAccountAsync();
        (await Should.ThrowAsync<ExistingStreamException>(() => Store.BulkInsertAsync(Many(3, of: 1).Append(One(id)), null, Ct))).StreamId.ShouldBe(id);
        var twice = Guid.CreateVersion7();
        (await Should.ThrowAsync<ExistingStreamException>(() => Store.BulkInsertAsync(Many(0, of: 1).Append(One(twice)).Append(One(twice)), null, Ct)))
            .StreamId.ShouldBe(twice);
        (await RowsAsync("select count(*) from mt_streams")).ShouldBe(["1"]);
        (await RowsAsync("select count(*) from balances")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Streams_go_on_by_ordinary_appends()
    {
        var id = Guid.CreateVersion7();
        await Store.BulkInsertAsync(Many(0, of: 1).Append(One(id)), null, Ct);
        await using var session = Store.OpenSession();
        session.Append(id, 1, new AmountBooked(3));
        await session.SaveChangesAsync(Ct);
        (await AccountAsync(id))!.Balance.ShouldBe(3);
    }

    static StreamHistory One(Guid id) => new(id, typeof(Account), [new(new AccountOpened("li"), Monday)]);

    static async IAsyncEnumerable<StreamHistory> Many(int streams, int of)
    {
        await Task.Yield();
        for (var i = 0; i < streams; i++)
        {
            yield return new(Guid.CreateVersion7(), typeof(Account),
                [new(new AccountOpened("li"), Monday), .. Enumerable.Range(0, of - 1).Select(_ => new BulkEvent(new AmountBooked(1), Monday.AddMinutes(1)))]);
        }
    }

    // System.Progress reports on another thread, after the fact.
    sealed class Steps(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}

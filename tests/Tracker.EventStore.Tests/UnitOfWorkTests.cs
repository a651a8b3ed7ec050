using System.Diagnostics;

namespace Tracker.EventStore.Tests;

public sealed class UnitOfWorkTests(PostgresFixture postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task A_started_stream_is_read_back_as_it_was_stored()
    {
        var id = Guid.CreateVersion7();
        await using (var session = Store.OpenSession("li", "command-1", "request-1"))
        {
            session.StartStream<Account>(id, new AccountOpened("李"), new AmountBooked(5, "首笔"), new AccountClosed(ClosingReason.Empty));
            await session.SaveChangesAsync(Ct);
        }
        var events = await EventsAsync(id);
        events.Select(e => e.Data).ShouldBe([new AccountOpened("李"), new AmountBooked(5, "首笔"), new AccountClosed(ClosingReason.Empty)]);
        events.Select(e => e.Version).ShouldBe([1, 2, 3]);
        events.Select(e => e.Sequence).ShouldBeInOrder(SortDirection.Ascending);
        events.ShouldAllBe(e => e.UserName == "li" && e.CausationId == "command-1" && e.CorrelationId == "request-1" && e.StreamId == id);
        (await RowsAsync($"select type, version from mt_streams where id = '{id}'")).ShouldBe(["account|3"]);
        (await RowsAsync($"select mt_dotnet_type, data ->> 'Reason' from mt_events where version = 3")).ShouldBe(
            ["Tracker.EventStore.Tests.AccountClosed, Tracker.EventStore.Tests|Empty"]);
    }

    [Fact]
    public async Task Starting_an_existing_stream_is_refused()
    {
        var id = await OpenAccountAsync();
        await using var session = Store.OpenSession();
        session.StartStream<Account>(id, new AccountOpened("zhao"));
        (await Should.ThrowAsync<ExistingStreamException>(() => session.SaveChangesAsync(Ct))).StreamId.ShouldBe(id);
        (await EventsAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_old_version_is_refused_and_the_actual_one_is_told()
    {
        var id = await OpenAccountAsync(new AmountBooked(1));
        await using var session = Store.OpenSession();
        session.Append(id, 1, new AmountBooked(2));
        var refused = await Should.ThrowAsync<ConcurrencyException>(() => session.SaveChangesAsync(Ct));
        (refused.StreamId, refused.Expected, refused.Actual).ShouldBe((id, 1, 2));
    }

    [Fact]
    public async Task Several_streams_are_stored_together_or_not_at_all()
    {
        var (a, b, fresh) = (await OpenAccountAsync(), await OpenAccountAsync(), Guid.CreateVersion7());
        await using (var session = Store.OpenSession())
        {
            session.Append(a, 1, new AmountBooked(-5));
            session.StartStream<Account>(fresh, new AccountOpened("wang"));
            session.Append(b, 7, new AmountBooked(5));
            await Should.ThrowAsync<ConcurrencyException>(() => session.SaveChangesAsync(Ct));
        }
        ((await EventsAsync(a)).Count, (await EventsAsync(b)).Count, (await EventsAsync(fresh)).Count).ShouldBe((1, 1, 0));
        (await RowsAsync($"select 1 from balances where id = '{fresh}'")).ShouldBeEmpty();

        await using (var session = Store.OpenSession())
        {
            session.Append(a, 1, new AmountBooked(-5));
            session.StartStream<Account>(fresh, new AccountOpened("wang"));
            session.Append(b, 1, new AmountBooked(5));
            await session.SaveChangesAsync(Ct);
        }
        ((await AccountAsync(a))!.Balance, (await AccountAsync(b))!.Balance, (await AccountAsync(fresh))!.Owner).ShouldBe((-5, 5, "wang"));
    }

    [Fact]
    public async Task An_inline_row_is_there_at_once_and_goes_when_the_append_fails()
    {
        var id = await OpenAccountAsync(new AmountBooked(3));
        (await RowsAsync($"select balance, version from balances where id = '{id}'")).ShouldBe(["3|2"]);

        await using var session = Store.OpenSession();
        session.Append(id, 2, new AmountBooked(4));
        session.Statements.Execute("insert into balances select * from balances where id = $1", id);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => session.SaveChangesAsync(Ct));
        (await RowsAsync($"select balance, version from balances where id = '{id}'")).ShouldBe(["3|2"]);
        (await EventsAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_inline_row_and_its_event_carry_the_same_time()
    {
        var id = await OpenAccountAsync(new AmountBooked(3));
        (await RowsAsync($"select b.changed = e.timestamp from balances b join mt_events e on e.stream_id = b.id where b.id = '{id}'"))
            .ShouldBe(["True", "True"]);
    }

    [Fact]
    public async Task An_append_without_a_version_tells_inline_projections_the_right_one()
    {
        var id = await OpenAccountAsync(new AmountBooked(3));
        await using var session = Store.OpenSession();
        session.Append(id, new AmountBooked(4), new AmountBooked(5));
        await session.SaveChangesAsync(Ct);
        (await RowsAsync($"select balance, version, trail from balances where id = '{id}'")).ShouldBe(["12|4|2 3 4 "]);
    }

    [Fact]
    public async Task A_unit_of_work_is_one_round_trip()
    {
        var (a, b) = (await OpenAccountAsync(), await OpenAccountAsync());
        await using var session = Store.OpenSession("li", "command");
        session.Append(a, 1, new AmountBooked(-1));
        session.Append(b, 1, new AmountBooked(1));
        session.StartStream<Account>(Guid.CreateVersion7(), new AccountOpened("wang"));
        session.Statements.Execute("select 1");

        // Npgsql starts one activity for each time it sends something and waits for the answer.
        using var saving = new Activity("saving").Start();
        var trips = new List<string>();
        using (var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = trip => { if (trip.RootId == saving.RootId) { trips.Add(trip.OperationName); } },
        })
        {
            ActivitySource.AddActivityListener(listener);
            await session.SaveChangesAsync(Ct);
        }
        trips.Count.ShouldBe(1);
        ((await AccountAsync(a))!.Balance, (await AccountAsync(b))!.Balance).ShouldBe((-1, 1));
    }
}

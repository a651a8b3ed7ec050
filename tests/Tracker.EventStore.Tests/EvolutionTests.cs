using System.Text.Json.Nodes;

namespace Tracker.EventStore.Tests;

/// <summary>Events outlive the types that wrote them.</summary>
public sealed class EvolutionTests(PostgresFixture postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task An_old_shape_under_the_name_of_today_is_brought_up_and_the_shape_of_today_is_left_alone()
    {
        var id = await OpenAccountAsync(new AmountBooked(7, "old"), new AmountBooked(8, "new"));
        await TamperAsync($$"""update mt_events set data = '{"Cents": 700, "Note": "old"}' where stream_id = '{{id}}' and version = 2""");
        var store = Open(options => options.Events.Upcast<AmountBooked>("amount_booked", CentsToAmount));
        (await EventsAsync(store, id)).Select(e => e.Data).Skip(1).ShouldBe([new AmountBooked(7, "old"), new AmountBooked(8, "new")]);
        await using var session = store.OpenSession();
        (await session.AggregateStream<Account, AccountEvent>(id, ct: Ct))!.Balance.ShouldBe(15);

        static JsonObject CentsToAmount(JsonObject e)
        {
            if (e.Remove("Cents", out var cents))
            {
                e["Amount"] = (long)cents! / 100;
            }
            return e;
        }
    }

    [Fact]
    public async Task An_old_name_is_read_as_the_event_of_today()
    {
        var id = await OpenAccountAsync(new AmountBooked(7));
        await TamperAsync($"update mt_events set type = 'money_moved' where stream_id = '{id}' and version = 2");
        var store = Open(options => options.Events.Upcast<AmountBooked>("money_moved"));
        var read = (await EventsAsync(store, id))[1];
        (read.Data, read.TypeName).ShouldBe((new AmountBooked(7), "money_moved"));
        await using var session = store.OpenSession();
        session.Append(id, 2, new AmountBooked(1));
        await session.SaveChangesAsync(Ct);
        (await EventsAsync(store, id))[2].TypeName.ShouldBe("amount_booked");
    }

    [Fact]
    public async Task An_old_type_is_turned_into_the_event_of_today()
    {
        var id = await OpenAccountAsync(new AmountBooked(7));
        await TamperAsync($$"""update mt_events set type = 'money_moved', data = '{"Euros": 7, "Cents": 50}' where stream_id = '{{id}}' and version = 2""");
        var store = Open(options => options.Events.Upcast<MoneyMoved, AmountBooked>("money_moved", old => new(old.Euros * 100 + old.Cents)));
        (await EventsAsync(store, id))[1].Data.ShouldBe(new AmountBooked(750));
        await using var daemon = store.CreateDaemon();
        await daemon.StartAsync(Ct);
        await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct);
        (await RowsAsync("select balance from totals")).ShouldBe(["750"]);
        await store.RebuildAsync("Balances", null, Ct);
        (await RowsAsync("select balance from balances")).ShouldBe(["750"]);
    }

    [Fact]
    public async Task An_unknown_type_stops_an_aggregate_a_rebuild_and_the_daemon_with_its_name()
    {
        var id = await OpenAccountAsync(new AmountBooked(7));
        await TamperAsync($"update mt_events set type = 'money_moved' where stream_id = '{id}' and version = 2");
        (await Should.ThrowAsync<UnknownEventTypeException>(() => AccountAsync(id))).TypeName.ShouldBe("money_moved");
        foreach (var projection in (string[])["Balances", "Totals"])
        {
            (await Should.ThrowAsync<UnknownEventTypeException>(() => Store.RebuildAsync(projection, null, Ct))).TypeName.ShouldBe("money_moved");
        }
        await using (var session = Store.OpenSession())
        {
            (await Should.ThrowAsync<UnknownEventTypeException>(() => session.FetchForWriting<Account, AccountEvent>(id, Ct))).TypeName.ShouldBe("money_moved");
        }
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        var paused = await Should.ThrowAsync<ProjectionPausedException>(() => daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct));
        (paused.Pause.Sequence, paused.Pause.EventType).ShouldBe((2, "money_moved"));

        // The build that knows it goes on where that one stopped.
        await daemon.StopAsync(Ct);
        var later = Open(options => options.Events.Upcast<AmountBooked>("money_moved"));
        await using var laterDaemon = later.CreateDaemon();
        await laterDaemon.StartAsync(Ct);
        (await later.ResumeProjectionAsync("Totals", Ct)).ShouldBeTrue();
        await laterDaemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct);
        (await RowsAsync("select balance from totals")).ShouldBe(["7"]);
    }

    [Fact]
    public void A_stored_name_has_one_upcaster()
    {
        var types = new EventTypes().Map<AmountBooked>("amount_booked").Upcast<AmountBooked>("money_moved");
        Should.Throw<ArgumentException>(() => types.Upcast<MoneyMoved, AmountBooked>("money_moved", _ => new(0)));
        types.Names.Keys.ShouldBe(["amount_booked"]);
        types.Read("money_moved", """{"Amount": 3}"""u8).ShouldBe(new AmountBooked(3));
    }

    static async Task<IReadOnlyList<StoredEvent>> EventsAsync(DocumentStore store, Guid id)
    {
        await using var session = store.OpenSession();
        return await session.FetchStream(id, ct: Ct);
    }

    sealed record MoneyMoved(long Euros, long Cents);
}

namespace Tracker.EventStore.Tests;

public sealed class HistoryTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    readonly StoppedClock clock = new(Monday);

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Time = clock;
    }

    [Fact]
    public async Task A_stream_is_seen_as_of_a_version_or_an_instant()
    {
        var id = await OpenAccountAsync(new AmountBooked(1));
        await BookAtAsync(id, Monday.AddDays(1), 10);
        await BookAtAsync(id, Monday.AddDays(2), 100);

        (await BalanceAsync(id)).ShouldBe(111);
        (await BalanceAsync(id, version: 2)).ShouldBe(1);
        (await BalanceAsync(id, at: Monday.AddDays(1))).ShouldBe(11);
        (await BalanceAsync(id, at: Monday.AddDays(2).AddTicks(-10))).ShouldBe(11);
        (await BalanceAsync(id, at: Monday.AddDays(-1))).ShouldBeNull();
        (await BalanceAsync(Guid.CreateVersion7())).ShouldBeNull();

        await using var session = Store.OpenSession();
        (await session.FetchStream(id, version: 3, ct: Ct)).Select(e => e.Version).ShouldBe([1, 2, 3]);
        (await session.FetchStream(id, at: Monday, ct: Ct)).Select(e => e.Timestamp).ShouldBe([Monday, Monday]);
    }

    [Fact]
    public async Task The_events_of_many_streams_come_in_the_order_asked_each_oldest_first()
    {
        var (a, b) = (await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2)), await OpenAccountAsync(new AmountBooked(3)));
        await using var session = Store.OpenSession();

        var streams = await session.FetchStreams([b, Guid.CreateVersion7(), a, b], Ct);

        streams.Select(events => (events[0].StreamId, string.Join(' ', events.Select(e => e.Version)))).ShouldBe([(b, "1 2"), (a, "1 2 3")]);
        streams[1].ShouldBe(await EventsAsync(a), "as one stream alone gives them");
        (await session.FetchStreams([], Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_ran_back_leaves_no_hole_in_the_past()
    {
        var id = await OpenAccountAsync();
        await BookAtAsync(id, Monday.AddHours(2), 1);
        await BookAtAsync(id, Monday.AddHours(1), 10);
        (await BalanceAsync(id, at: Monday.AddHours(1))).ShouldBe(0);
        (await BalanceAsync(id, at: Monday.AddHours(2))).ShouldBe(11);
    }

    [Fact]
    public async Task An_unmapped_event_is_refused_before_anything_is_stored()
    {
        var id = await OpenAccountAsync();
        await using var session = Store.OpenSession();
        session.Append(id, new AmountBooked(1), new DateTimeRange());
        (await Should.ThrowAsync<UnknownEventTypeException>(() => session.SaveChangesAsync(Ct))).TypeName.ShouldBe("DateTimeRange");
        (await EventsAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stored_event_of_an_unknown_type_is_named()
    {
        var id = await OpenAccountAsync();
        await TamperAsync($"update mt_events set type = 'account_renamed' where stream_id = '{id}'");
        (await Should.ThrowAsync<UnknownEventTypeException>(() => EventsAsync(id))).TypeName.ShouldBe("account_renamed");
    }

    [Fact]
    public async Task An_archived_stream_takes_no_more_events()
    {
        var id = await OpenAccountAsync();
        await ExecuteAsync($"update mt_streams set is_archived = true where id = '{id}'");
        await using var session = Store.OpenSession();
        session.Append(id, 1, new AmountBooked(1));
        (await Should.ThrowAsync<ArchivedStreamException>(() => session.SaveChangesAsync(Ct))).StreamId.ShouldBe(id);
    }

    async Task BookAtAsync(Guid id, DateTimeOffset at, long amount)
    {
        clock.Now = at;
        await using var session = Store.OpenSession();
        session.Append(id, new AmountBooked(amount));
        await session.SaveChangesAsync(Ct);
    }

    async Task<long?> BalanceAsync(Guid id, long? version = null, DateTimeOffset? at = null)
    {
        await using var session = Store.OpenSession();
        return (await session.AggregateStream<Account, AccountEvent>(id, version, at, Ct))?.Balance;
    }

    sealed record DateTimeRange;

    sealed class StoppedClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

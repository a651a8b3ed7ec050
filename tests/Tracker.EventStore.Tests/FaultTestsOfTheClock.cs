namespace Tracker.EventStore.Tests;

/// <summary>A clock that jumps back and forth while many write: order, past and projections stay right.</summary>
public sealed class FaultTestsOfTheClock(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    readonly JumpingClock clock = new();

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Time = clock;
    }

    [Fact]
    public async Task Appends_keep_their_order_and_the_past_is_always_a_prefix()
    {
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        Guid[] accounts = [await OpenAccountAsync(), await OpenAccountAsync(), await OpenAccountAsync()];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; n < 30; n++)
            {
                await using var session = Store.OpenSession(causationId: $"{writer}-{n}");
                session.Append(accounts[(writer + n) % 3], new AmountBooked(1 << (n % 8)));
                await session.SaveChangesAsync(Ct);
            }
        }, Ct)));
        await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct);
        clock.JumpedBack.ShouldBeGreaterThan(50);

        foreach (var id in accounts)
        {
            var events = await EventsAsync(id);
            events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 81).Select(v => (long)v));
            events.Select(e => e.Sequence).ShouldBeInOrder(SortDirection.Ascending);
            (await RowsAsync($"select version, trail from totals where id = '{id}'"))
                .ShouldBe([$"81|{string.Concat(events.Skip(1).Select(e => $"{e.Version} "))}"]);
            await using var session = Store.OpenSession();
            for (var minute = 0; minute < 60; minute += 7)
            {
                var at = Start.AddMinutes(minute);
                var seen = await session.FetchStream(id, at: at, ct: Ct);
                // As far as the first event that is later: never one with a hole before it.
                seen.Select(e => e.Version).ShouldBe(events.TakeWhile(e => e.Timestamp <= at).Select(e => e.Version));
                (await session.AggregateStream<Account, AccountEvent>(id, at: at, ct: Ct))?.Balance
                    .ShouldBe(seen.Sum(e => e.Data is AmountBooked booked ? booked.Amount : 0));
            }
        }
        (await RowsAsync("select count(*), count(distinct causation_id) from mt_events where type = 'amount_booked'")).ShouldBe(["240|240"]);
        (await RowsAsync("select * from totals order by id")).ShouldBe(await RowsAsync("select * from balances order by id"));
    }

    /// <summary>Goes a minute or two forward, or back, with every look.</summary>
    sealed class JumpingClock : TimeProvider
    {
        readonly Random random = new(3);
        readonly Lock jumping = new();
        DateTimeOffset now = Start;

        public int JumpedBack { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            lock (jumping)
            {
                var jump = random.Next(-90, 100);
                JumpedBack += jump < 0 ? 1 : 0;
                return now = now.AddSeconds(jump);
            }
        }
    }
}

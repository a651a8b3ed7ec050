namespace Tracker.EventStore.Tests;

public sealed class AsOfTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly CardProjection Cards = new("Cards", "cards");

    readonly StoppedClock clock = new(Monday);

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Time = clock;
        options.Projections.Add(Cards, ProjectionLifecycle.Inline);
        options.Migrate(3, "cards", Cards.TableSql);
    }

    [Fact]
    public async Task Queries_see_the_rows_of_a_moment_under_the_tables_own_names()
    {
        var first = await OpenAccountAsync(new AmountBooked(1));
        var second = await OpenAccountAsync();
        await BookAtAsync(first, Monday.AddDays(1), 10);
        await BookAtAsync(second, Monday.AddDays(2), 100);
        await BookAtAsync(first, Monday.AddDays(3), 1000);

        (await PastAsync(Monday.AddSeconds(-1))).ShouldBe(["", "", ""]);
        (await PastAsync(Monday)).ShouldBe(["1|0", "1|0", "1|0"]);
        (await PastAsync(Monday.AddDays(1))).ShouldBe(["11|0", "11|0", "11|0"]);
        (await PastAsync(Monday.AddDays(2).AddMicroseconds(-1))).ShouldBe(["11|0", "11|0", "11|0"]);
        (await PastAsync(Monday.AddDays(2))).ShouldBe(["11|100", "11|100", "11|100"]);
        (await PastAsync(Monday.AddYears(9))).ShouldBe(["1011|100", "1011|100", "1011|100"]);
        (await RowsAsync("select balance from cards order by id")).ShouldBe(["1011", "100"]);
    }

    [Fact]
    public async Task A_clock_that_ran_back_leaves_no_hole_in_the_past()
    {
        var id = await OpenAccountAsync();
        await BookAtAsync(id, Monday.AddHours(2), 1);
        await BookAtAsync(id, Monday.AddHours(1), 10);
        (await PastAsync(Monday.AddHours(1))).ShouldBe(["0", "0", "0"]);
        (await PastAsync(Monday.AddHours(2))).ShouldBe(["11", "11", "11"]);
    }

    [Fact]
    public async Task Other_tables_are_as_they_are_now_and_nothing_can_be_written()
    {
        await OpenAccountAsync(new AmountBooked(1));
        await using var past = await Store.OpenAsOfAsync(Monday.AddDays(-1), ["Balances"], Ct);
        (await RowsAsync(past, "select count(*) from balances")).ShouldBe(["0"]);
        (await RowsAsync(past, "select balance from cards")).ShouldBe(["1"]);
        (await Should.ThrowAsync<System.Data.Common.DbException>(() => RowsAsync(past, "delete from cards"))).SqlState.ShouldBe("25006");
        (await Should.ThrowAsync<ArgumentException>(() => Store.OpenAsOfAsync(Monday, ["Blances"], Ct))).Message.ShouldContain("Known: Balances");
    }

    /// <summary>The balances by id, as told by an inline, an asynchronous and a row projection.</summary>
    async Task<string[]> PastAsync(DateTimeOffset at)
    {
        await using var past = await Store.OpenAsOfAsync(at, ["Balances", "Totals", "Cards"], Ct);
        var told = new List<string>();
        foreach (var table in (string[])["balances", "totals", "cards"])
        {
            told.Add(string.Join('|', await RowsAsync(past, $"select balance from {table} order by id")));
        }
        return [.. told];
    }

    async Task BookAtAsync(Guid id, DateTimeOffset at, long amount)
    {
        clock.Now = at;
        await using var session = Store.OpenSession();
        session.Append(id, new AmountBooked(amount));
        await session.SaveChangesAsync(Ct);
    }

    sealed class StoppedClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

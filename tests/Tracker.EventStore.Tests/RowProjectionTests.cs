namespace Tracker.EventStore.Tests;

public sealed class RowProjectionTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly CardProjection Cards = new("Cards", "cards");
    static readonly CardProjection LateCards = new("LateCards", "late_cards");

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Projections.Add(Cards, ProjectionLifecycle.Inline);
        options.Projections.Add(LateCards, ProjectionLifecycle.Async);
        options.Migrate(3, "cards", Cards.TableSql + LateCards.TableSql);
    }

    [Fact]
    public async Task Inline_by_the_daemon_rebuilt_and_as_of_now_the_rows_are_the_same()
    {
        await OpenAccountAsync();
        await OpenAccountAsync(new AmountBooked(3), new AmountBooked(4, "rent"), new AmountBooked(5));
        await OpenAccountAsync(new AmountBooked(3, "rent"), new AccountClosed(ClosingReason.Asked), new AmountBooked(-1));
        await OpenAccountAsync(new AmountBooked(1), new AccountClosed(ClosingReason.Empty), new AmountBooked(7));
        await using (var daemon = Store.CreateDaemon())
        {
            await daemon.StartAsync(Ct);
            await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct);
        }
        const string columns = "owner, balance, entries, first_amount, largest, note, tags::text, details, state, changed, version, doubled";
        var rows = await RowsAsync($"select {columns} from cards order by id");
        rows.Select(row => string.Join('|', row.Split('|').Where((_, i) => i != 9))).ShouldBe(
        [
            """li|0|0||||{new}|{"by": "li"}|open|1|0""",
            """li|12|3|3||rent|{used,-}|{"by": "li"}|noted|4|24""",
            """li|2|2|3|||{used,-}|{"by": "li"}|silent|4|4""",
        ]);
        (await RowsAsync($"select {columns} from late_cards order by id")).ShouldBe(rows);

        var before = await RowsAsync("select * from cards order by id");
        await using (var past = await Store.OpenAsOfAsync(TimeProvider.System.GetUtcNow().AddDays(1), ["Cards", "LateCards"], Ct))
        {
            (await RowsAsync(past, "select * from cards order by id")).ShouldBe(before);
            (await RowsAsync(past, $"select {columns} from late_cards order by id")).ShouldBe(rows);
        }
        await ExecuteAsync("update cards set balance = -1, entries = 0; delete from late_cards");
        await Store.RebuildAsync("Cards", null, Ct);
        await Store.RebuildAsync("LateCards", null, Ct);
        (await RowsAsync("select * from cards order by id")).ShouldBe(before);
        (await RowsAsync($"select {columns} from late_cards order by id")).ShouldBe(rows);
    }

    [Fact]
    public async Task A_bulk_load_folds_the_rows_that_statements_would_make()
    {
        var at = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        AccountEvent[][] lives =
        [
            [new AccountOpened("li")],
            [new AccountOpened("wu"), new AmountBooked(3), new AmountBooked(4, "rent"), new AmountBooked(5)],
            [new AccountOpened("he"), new AmountBooked(3, "rent"), new AccountClosed(ClosingReason.Asked), new AmountBooked(-1)],
            [new AccountOpened("xu"), new AmountBooked(1), new AccountClosed(ClosingReason.Empty), new AmountBooked(7)],
        ];
        await Store.BulkInsertAsync(lives.ToAsyncEnumerable().Select(life => new StreamHistory(
            Guid.CreateVersion7(at), typeof(Account), [.. life.Select((e, n) => new BulkEvent(e, at.AddMinutes(n)))])), null, Ct);
        await using (var daemon = Store.CreateDaemon())
        {
            await daemon.StartAsync(Ct);
            await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(15), Ct);
        }
        var rows = await RowsAsync("select * from cards order by owner");
        rows.Count.ShouldBe(3);
        rows.ShouldBe(await RowsAsync("select * from late_cards order by owner"));
    }

    [Fact]
    public void An_event_is_one_statement_whose_text_does_not_depend_on_values()
    {
        var batch = new WrittenStatements();
        foreach (var e in new AccountEvent[]
        {
            new AccountOpened("li"), new AmountBooked(1), new AmountBooked(2), new AmountBooked(2, "rent"),
            new AccountClosed(ClosingReason.Asked), new AccountClosed(ClosingReason.Empty),
        })
        {
            Cards.Project(new(0, Guid.CreateVersion7(), Guid.CreateVersion7(), 7, "", DateTimeOffset.UnixEpoch, null, e), batch);
        }
        batch.Texts.ShouldBe(
        [
            "insert into cards (id, owner, details, changed, version) values ($1, $2, $3, $4, $5)",
            "update cards set balance = balance + $2, entries = entries + $3, first_amount = coalesce(first_amount, $4), largest = largest + $5, state = case when note is null then $6 else $7 end, tags = $8, changed = $9, version = $10 where id = $1",
            batch.Texts[1],
            "update cards set balance = balance + $2, entries = entries + $3, first_amount = coalesce(first_amount, $4), note = $5, largest = largest + $6, state = case when note is null then $7 else $8 end, tags = $9, changed = $10, version = $11 where id = $1",
            "update cards set tags = default, note = default, state = default, largest = $2, changed = $3, version = $4 where id = $1",
            "delete from cards where id = $1",
        ]);
        ReferenceEquals(batch.Texts[1], batch.Texts[2]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("owner", "The column 'owner' twice")]
    [InlineData("id", "The column 'id' twice, or the key")]
    [InlineData("colour", "no column 'colour'")]
    public async Task A_change_that_no_row_can_take_is_named(string column, string message)
    {
        await OpenAccountAsync();
        var store = Open(options => options.Projections.Add(new FaultyProjection(column), ProjectionLifecycle.Async));
        (await Should.ThrowAsync<InvalidOperationException>(() => store.RebuildAsync("Faulty", null, Ct)))
            .Message.Replace("One event changes the column", "The column", StringComparison.Ordinal).ShouldContain(message);
    }

    sealed class FaultyProjection(string column) : RowProjection("Faulty", "late_cards", "id")
    {
        protected override void Project(in RowEvent e, RowChange row) => row.Insert().Set("owner", "li").Set(column, "li");
    }
}

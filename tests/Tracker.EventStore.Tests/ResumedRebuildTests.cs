namespace Tracker.EventStore.Tests;

/// <summary>A rebuild that is broken off, by whatever, is gone on with; nothing is lost or doubled on the way.</summary>
public sealed class ResumedRebuildTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly CardProjection Cards = new("Cards", "cards");

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Projections.Add(Cards, ProjectionLifecycle.Inline);
        options.Migrate(3, "cards", Cards.TableSql);
    }

    [Theory]
    [InlineData("Cards", 46_000, false)]
    [InlineData("Cards", 46_000, true)]
    [InlineData("Balances", 1_500, false)]
    [InlineData("Balances", 1_500, true)]
    [InlineData("Totals", 1_500, true)]
    public async Task A_rebuild_that_was_killed_goes_on_where_it_was(string projection, int accounts, bool byTheServer)
    {
        await FillAsync(accounts);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var kept = 0L;
        await Should.ThrowAsync<Exception>(() => Store.RebuildAsync(projection, new Steps(step =>
        {
            if (step.Events == 0 || kept > 0)
            {
                return;
            }
            kept = step.Events;
            if (byTheServer)
            {
                EndSessionsAsync().GetAwaiter().GetResult();
            }
            else
            {
                stopping.Cancel();
            }
        }), stopping.Token));
        kept.ShouldBeInRange(1, accounts * 5 - 1);
        (await RowsAsync($"select count(*) from {Table(projection)}")).ShouldBe(["0"]);

        // Writers were not idle in between: in a stream that is done, and in a new one.
        await BookToTheFirstAsync();
        await OpenAccountAsync(new AmountBooked(9));
        var steps = new List<RebuildProgress>();
        await Store.RebuildAsync(projection, new Steps(steps), Ct);
        steps[0].Events.ShouldBeGreaterThanOrEqualTo(kept);
        steps[^1].Events.ShouldBe(accounts * 5 + 3);
        await ShouldBeWholeAsync(projection);
        (await RowsAsync("select count(*) from tracker_rebuilds")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Another_definition_of_the_table_begins_anew()
    {
        await FillAsync(1_500);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await Should.ThrowAsync<OperationCanceledException>(() => Store.RebuildAsync("Balances", new Steps(step =>
        {
            if (step.Events > 0)
            {
                stopping.Cancel();
            }
        }), stopping.Token));
        await ExecuteAsync("alter table balances add column remark text");
        var steps = new List<RebuildProgress>();
        await Store.RebuildAsync("Balances", new Steps(steps), Ct);
        steps[0].Events.ShouldBe(0);
        await ShouldBeWholeAsync("Balances");
        (await RowsAsync("select distinct remark is null from balances")).ShouldBe(["True"]);
    }

    [Fact]
    public async Task A_table_changed_during_the_rebuild_is_not_replaced_by_its_old_form()
    {
        await FillAsync(1_500);
        var changed = false;
        (await Should.ThrowAsync<RebuildRefusedException>(() => Store.RebuildAsync("Balances", new Steps(step =>
        {
            if (step.Events > 0 && !changed)
            {
                changed = true;
                ExecuteAsync("alter table balances add column remark text").GetAwaiter().GetResult();
            }
        }), Ct))).Reason.ShouldBe(RebuildRefusal.WasChanged);
        (await RowsAsync("select count(remark) from balances")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Two_rebuilds_of_one_projection_do_not_meet()
    {
        await OpenAccountAsync(new AmountBooked(1));
        using var second = new SemaphoreSlim(0);
        var first = Task.Run(() => Store.RebuildAsync("Cards", new Steps(_ => second.Wait(Ct)), Ct), Ct);
        await Task.Delay(300, Ct);
        (await Should.ThrowAsync<RebuildRefusedException>(() => Open().RebuildAsync("Cards", null, Ct))).Reason.ShouldBe(RebuildRefusal.IsRunning);
        second.Release(100);
        await first;
        await ShouldBeWholeAsync("Cards");
    }

    /// <summary>Accounts of five events each, interleaved, as rows.</summary>
    Task FillAsync(int accounts) => ExecuteAsync(
        $$"""
        create temp table a as select gen_random_uuid() as id, n from generate_series(1, {{accounts}}) n;
        insert into mt_streams (id, type, version) select id, 'account', 5 from a;
        insert into mt_events (seq_id, id, stream_id, version, type, data, timestamp)
        select nextval('mt_events_sequence'), gen_random_uuid(), a.id, v, case when v = 1 then 'account_opened' else 'amount_booked' end,
               case when v = 1 then '{"Owner": "li"}' else jsonb_build_object('Amount', v * a.n) end, now()
        from a, generate_series(1, 5) v order by v, a.n;
        """);

    async Task BookToTheFirstAsync()
    {
        // Without inline rows, as another program would: the row that an update wants is in the new table only.
        var first = (await RowsAsync("select id from mt_streams order by id limit 1"))[0];
        await ExecuteAsync(Foreign.Append(Guid.Parse(first), 4));
    }

    async Task ShouldBeWholeAsync(string projection)
    {
        (await RowsAsync(
            $"""
            select count(*) from (
              select stream_id, sum(coalesce((data->>'Amount')::bigint, 0)), max(version) from mt_events group by stream_id
              except all select id, balance, version from {Table(projection)}) missing
            """)).ShouldBe(["0"]);
        (await RowsAsync($"select (select count(*) from mt_streams) = (select count(*) from {Table(projection)})")).ShouldBe(["True"]);
    }

    Task EndSessionsAsync() => ExecuteAsync(
        $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tracker rebuild {Schema}'");

    static string Table(string projection) => projection.ToLowerInvariant();
}

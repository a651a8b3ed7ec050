namespace Tracker.EventStore.Tests;

public sealed class ProjectionDaemonTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    readonly FussyProjection fussy = new();

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Projections.Add(fussy, ProjectionLifecycle.Async);
        options.Migrate(3, "fussy", "create table fussy (version bigint, amount bigint check (amount <> 13));");
        options.Daemon.Retries = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)];
        options.Daemon.OwnershipInterval = TimeSpan.FromMilliseconds(100);
    }

    [Fact]
    public async Task The_daemon_makes_the_rows_that_inline_makes()
    {
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        for (var i = 0; i < 20; i++)
        {
            await OpenAccountAsync(new AmountBooked(i + 20), new AmountBooked(1));
        }
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        var rows = await RowsAsync("select * from totals order by id");
        rows.Count.ShouldBe(20);
        rows.ShouldBe(await RowsAsync("select * from balances order by id"));
        (await RowsAsync("select name, last_seq_id from mt_event_progression order by name"))
            .ShouldBe(["Fussy:All|60", "HighWaterMark|60", "Totals:All|60"]);
    }

    [Fact]
    public async Task A_daemon_is_woken_by_an_append_in_another_process()
    {
        var elsewhere = Open(options => options.Daemon.PollingInterval = TimeSpan.FromMinutes(10));
        await using var daemon = elsewhere.CreateDaemon();
        await daemon.StartAsync(Ct);
        await OpenAccountAsync();
        await CaughtUpAsync(1);
        await Task.Delay(200, Ct);
        await OpenAccountAsync();
        await CaughtUpAsync(2);
    }

    [Fact]
    public async Task An_open_transaction_holds_the_daemon_back_and_nothing_is_lost()
    {
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        var id = await OpenAccountAsync();
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        await using (var connection = await Store.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var early = connection.CreateCommand();
            early.CommandText = Foreign.Append(id, 5);
            await early.ExecuteNonQueryAsync(Ct);
            await OpenAccountAsync();
            await Should.ThrowAsync<TimeoutException>(() => daemon.WaitForCatchUpAsync(TimeSpan.FromMilliseconds(500), Ct));
            (await RowsAsync("select last_seq_id from mt_event_progression where name = 'Totals:All'")).ShouldBe(["1"]);
            await transaction.CommitAsync(Ct);
        }
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        (await RowsAsync("select balance, version from totals order by balance")).ShouldBe(["0|1", "5|2"]);
    }

    [Fact]
    public async Task A_prepared_transaction_holds_the_daemon_back_too()
    {
        await using var daemon = Store.CreateDaemon();
        await daemon.StartAsync(Ct);
        var id = await OpenAccountAsync();
        await using (var connection = await Store.OpenConnectionAsync(Ct))
        {
            await using var foreign = connection.CreateCommand();
            foreign.CommandText = $"begin; {Foreign.Append(id, 5)}";
            await foreign.ExecuteNonQueryAsync(Ct);
            await OpenAccountAsync();
            // Time for the daemon to look before the transaction is parked.
            await Task.Delay(300, Ct);
            foreign.CommandText = $"prepare transaction '{Schema}'";
            await foreign.ExecuteNonQueryAsync(Ct);
        }
        await Should.ThrowAsync<TimeoutException>(() => daemon.WaitForCatchUpAsync(TimeSpan.FromMilliseconds(500), Ct));
        await ExecuteAsync($"commit prepared '{Schema}'");
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        (await RowsAsync("select balance, version from totals order by balance")).ShouldBe(["0|1", "5|2"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failing_projection_pauses_others_go_on_and_it_resumes_when_mended(bool failsInTheDatabase)
    {
        fussy.Throws = !failsInTheDatabase;
        await using var daemon = Store.CreateDaemon();
        var id = await OpenAccountAsync(new AmountBooked(12), new AmountBooked(13), new AmountBooked(14));
        await daemon.StartAsync(Ct);
        var paused = await Should.ThrowAsync<ProjectionPausedException>(() => daemon.WaitForCatchUpAsync(Soon, Ct));
        (paused.Projection, paused.Pause.Sequence, paused.Pause.StreamId, paused.Pause.Version, paused.Pause.EventType, paused.Pause.Attempts)
            .ShouldBe(("Fussy", 3, id, 3, "amount_booked", 3));
        (await RowsAsync("select amount from fussy")).ShouldBe(["12"]);
        (await RowsAsync("select balance from totals")).ShouldBe(["39"]);

        fussy.Throws = false;
        await ExecuteAsync("alter table fussy drop constraint fussy_amount_check");
        (await Store.ResumeProjectionAsync("Fussy", Ct)).ShouldBeTrue();
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        (await RowsAsync("select amount from fussy order by version")).ShouldBe(["12", "13", "14"]);
        (await Store.ProjectionStatusAsync(Ct)).ShouldAllBe(p => p.Pause == null && p.Checkpoint == 4);
    }

    [Fact]
    public async Task A_skipped_event_is_passed_over_and_a_rebuild_passes_over_it_too()
    {
        await using var daemon = Store.CreateDaemon();
        await OpenAccountAsync(new AmountBooked(13), new AmountBooked(14));
        await daemon.StartAsync(Ct);
        await Should.ThrowAsync<ProjectionPausedException>(() => daemon.WaitForCatchUpAsync(Soon, Ct));
        (await Store.SkipProjectionAsync("Fussy", 3, Ct)).ShouldBeFalse();
        (await Store.SkipProjectionAsync("Fussy", 2, Ct)).ShouldBeTrue();
        (await Store.SkipProjectionAsync("Fussy", 2, Ct)).ShouldBeFalse();
        await daemon.WaitForCatchUpAsync(Soon, Ct);
        (await RowsAsync("select amount from fussy")).ShouldBe(["14"]);
        (await RowsAsync("select projection, seq_id from tracker_projection_skips")).ShouldBe(["Fussy|2"]);
        await Store.RebuildAsync("Fussy", null, Ct);
        (await RowsAsync("select amount from fussy")).ShouldBe(["14"]);
    }

    [Fact]
    public async Task An_event_type_this_build_does_not_know_pauses_with_its_name()
    {
        await using var daemon = Store.CreateDaemon();
        var id = await OpenAccountAsync();
        await TamperAsync($"update mt_events set type = 'account_renamed' where stream_id = '{id}'");
        await daemon.StartAsync(Ct);
        (await Should.ThrowAsync<ProjectionPausedException>(() => daemon.WaitForCatchUpAsync(Soon, Ct))).Message.ShouldContain("'account_renamed' is not mapped");
    }

    [Fact]
    public async Task When_an_owner_dies_another_node_takes_over_within_seconds()
    {
        await using var first = Store.CreateDaemon();
        await first.StartAsync(Ct);
        await OpenAccountAsync();
        await first.WaitForCatchUpAsync(Soon, Ct);

        await using var second = Open().CreateDaemon();
        await second.StartAsync(Ct);
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tracker daemon {Schema}'");
        await OpenAccountAsync();
        await second.WaitForCatchUpAsync(Soon, Ct);

        await first.StopAsync(Ct);
        await OpenAccountAsync();
        await second.WaitForCatchUpAsync(Soon, Ct);
        (await RowsAsync("select count(*) from totals")).ShouldBe(["3"]);
    }

    async Task CaughtUpAsync(long sequence)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Soon);
        while ((await Store.ProjectionStatusAsync(limit.Token)).Any(p => p.Checkpoint < sequence))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    sealed class FussyProjection : IProjection
    {
        public bool Throws { get; set; }

        public string Name => "Fussy";

        public IReadOnlyList<string> Tables => ["fussy"];

        public void Project(StoredEvent e, IStatementBatch batch)
        {
            if (e.Data is AmountBooked booked)
            {
                batch.Execute("insert into fussy values ($1, $2)", e.Version, booked.Amount);
                if (Throws && booked.Amount == 13)
                {
                    throw new InvalidOperationException("Thirteen.");
                }
            }
        }
    }
}

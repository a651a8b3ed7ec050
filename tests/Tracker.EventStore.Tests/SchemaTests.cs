namespace Tracker.EventStore.Tests;

public sealed class SchemaTests(PostgresFixture postgres) : StoreTests(postgres)
{
    // The layout of Marten 9.29 with its metadata columns on: name, type, length, nullable, default.
    const string Layout = """
        mt_event_progression|name|character varying||NO|
        mt_event_progression|last_seq_id|bigint||YES|
        mt_event_progression|last_updated|timestamp with time zone||YES|transaction_timestamp()
        mt_events|seq_id|bigint||NO|
        mt_events|id|uuid||NO|
        mt_events|stream_id|uuid||YES|
        mt_events|version|bigint||NO|
        mt_events|data|jsonb||NO|
        mt_events|bdata|bytea||YES|
        mt_events|type|character varying|500|NO|
        mt_events|timestamp|timestamp with time zone||NO|
        mt_events|tenant_id|character varying||YES|'*DEFAULT*'::character varying
        mt_events|mt_dotnet_type|character varying||YES|
        mt_events|correlation_id|character varying||YES|
        mt_events|causation_id|character varying||YES|
        mt_events|headers|jsonb||YES|
        mt_events|user_name|character varying||YES|
        mt_events|is_archived|boolean||YES|false
        mt_high_water_skips|ending_sequence|bigint||NO|
        mt_high_water_skips|starting_sequence|bigint||NO|
        mt_high_water_skips|timestamp|timestamp with time zone||YES|
        mt_streams|id|uuid||NO|
        mt_streams|type|character varying||YES|
        mt_streams|version|bigint||YES|
        mt_streams|timestamp|timestamp with time zone||NO|now()
        mt_streams|created|timestamp with time zone||NO|now()
        mt_streams|tenant_id|character varying||YES|'*DEFAULT*'::character varying
        mt_streams|is_archived|boolean||YES|false
        """;

    [Fact]
    public async Task The_event_tables_are_Martens() =>
        (await RowsAsync(
            $"""
            select table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
            from information_schema.columns where table_schema = '{Schema}' and table_name like 'mt\_%'
            order by table_name, ordinal_position
            """)).ShouldBe(Layout.Split('\n'));

    [Fact]
    public async Task Keys_indexes_and_the_sequence_are_Martens()
    {
        (await RowsAsync(
            $"""
            select replace(pg_get_indexdef(indexrelid), '{Schema}.', '') from pg_index
            where indrelid in ('mt_events'::regclass, 'mt_streams'::regclass, 'mt_event_progression'::regclass, 'mt_high_water_skips'::regclass)
            order by 1
            """)).ShouldBe(
            [
                "CREATE UNIQUE INDEX pk_mt_event_progression ON mt_event_progression USING btree (name)",
                "CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON mt_events USING btree (stream_id, version)",
                "CREATE UNIQUE INDEX pkey_mt_events_seq_id ON mt_events USING btree (seq_id)",
                "CREATE UNIQUE INDEX pkey_mt_high_water_skips_ending_sequence ON mt_high_water_skips USING btree (ending_sequence)",
                "CREATE UNIQUE INDEX pkey_mt_streams_id ON mt_streams USING btree (id)",
            ]);
        (await RowsAsync("select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'mt_events'::regclass and contype = 'f'"))
            .ShouldBe(["FOREIGN KEY (stream_id) REFERENCES mt_streams(id) ON DELETE CASCADE"]);
        (await RowsAsync($"select pg_get_serial_sequence('mt_events', 'seq_id'), cache_size, increment_by from pg_sequences where schemaname = '{Schema}'"))
            .ShouldBe([$"{Schema}.mt_events_sequence|1|1"]);
    }

    [Fact]
    public async Task Two_nodes_may_migrate_an_empty_database_at_once()
    {
        await ExecuteAsync($"drop schema {Schema} cascade");
        var nodes = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();
        (await nodes[0].IsEmptyAsync(Ct)).ShouldBeTrue();
        await Task.WhenAll(nodes.Select(node => node.MigrateAsync(Ct)));
        (await RowsAsync("select version, name from tracker_migrations where version > 0 order by version")).ShouldBe(["1|balances", "2|totals"]);
        (await Store.IsEmptyAsync(Ct)).ShouldBeTrue();
        await OpenAccountAsync();
        (await Store.IsEmptyAsync(Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_later_build_adds_its_steps_and_an_earlier_one_stops()
    {
        var later = Open(options => options.Migrate(3, "notes", "create table notes (id int primary key); insert into notes values (7);"));
        await later.MigrateAsync(Ct);
        await later.MigrateAsync(Ct);
        (await RowsAsync("select id from notes")).ShouldBe(["7"]);
        var newer = await Should.ThrowAsync<NewerDatabaseException>(() => Store.MigrateAsync(Ct));
        (newer.DatabaseVersion, newer.BuildVersion).ShouldBe((3, 2));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        var broken = Open(options => options.Migrate(3, "broken", "create table notes (id int); select 1 / 0;"));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => broken.MigrateAsync(Ct));
        (await RowsAsync("select to_regclass('notes') is null, max(version) from tracker_migrations")).ShouldBe(["True|2"]);
    }

    [Fact]
    public async Task Tables_that_Marten_made_without_metadata_are_completed()
    {
        var id = await OpenAccountAsync();
        await ExecuteAsync(
            """
            alter table mt_events drop column correlation_id, drop column causation_id, drop column headers, drop column user_name;
            drop table tracker_migrations, tracker_projection_pauses, tracker_projection_skips, balances, totals;
            drop function tracker_append, tracker_advance;
            """);
        var store = Open();
        await store.MigrateAsync(Ct);
        await using var session = store.OpenSession("li", "command");
        session.Append(id, 1, new AmountBooked(5));
        await session.SaveChangesAsync(Ct);
        (await session.FetchStream(id, ct: Ct)).Select(e => e.UserName).ShouldBe([null, "li"]);
    }
}

using System.Diagnostics;

namespace Tracker.EventStore.Tests;

/// <summary>The table that a rebuild leaves is the old one in everything but its rows.</summary>
public sealed class RebuiltTableTests(PostgresFixture postgres) : StoreTests(postgres)
{
    static readonly CardProjection Cards = new("Cards", "cards");

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Projections.Add(Cards, ProjectionLifecycle.Inline);
        options.Migrate(3, "cards", Cards.TableSql);
    }

    [Theory]
    [InlineData("Cards", "cards")]
    [InlineData("Balances", "balances")]
    public async Task Columns_keys_indexes_rights_and_settings_are_carried_over(string projection, string table)
    {
        await OpenAccountAsync(new AmountBooked(1));
        await ExecuteAsync(
            $"""
            grant select on {table} to public; grant update (balance) on {table} to public;
            alter table {table} set (fillfactor = 70); comment on column {table}.balance is 'in cents';
            """);
        var before = await DefinitionAsync(table);
        await Store.RebuildAsync(projection, null, Ct);
        await Store.RebuildAsync(projection, null, Ct);
        (await DefinitionAsync(table)).ShouldBe(before);
        (await RowsAsync($"select count(*) from pg_class where relnamespace = '{Schema}_rebuild'::regnamespace")).ShouldBe(["0"]);
    }

    [Theory]
    [InlineData("create view rich as select * from cards where balance > 100", "rich")]
    [InlineData("create table notes (card uuid references cards (id))", "notes_card_fkey")]
    [InlineData("create function richest() returns setof cards language sql as 'select * from cards'", "richest")]
    [InlineData("create function nothing() returns trigger language plpgsql as 'begin return null; end'; create trigger watched after insert on cards execute function nothing()", "watched")]
    public async Task What_hangs_on_the_old_table_stops_a_rebuild_before_it_begins(string sql, string dependent)
    {
        await OpenAccountAsync(new AmountBooked(1));
        await ExecuteAsync(sql);
        var refused = await Should.ThrowAsync<RebuildRefusedException>(() => Store.RebuildAsync("Cards", null, Ct));
        refused.Reason.ShouldBe(RebuildRefusal.HasDependents);
        refused.Dependents.ShouldHaveSingleItem().ShouldContain(dependent);
        (await RowsAsync("select balance from cards")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_long_reader_delays_the_swap_and_nobody_waits_long_behind_it()
    {
        await OpenAccountAsync(new AmountBooked(1));
        await using var reader = await Store.OpenConnectionAsync(Ct);
        await using var transaction = await reader.BeginTransactionAsync(Ct);
        await RowsAsync(reader, "select * from cards");
        var rebuild = Store.RebuildAsync("Cards", null, Ct);
        var longest = TimeSpan.Zero;
        for (var until = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(until) < TimeSpan.FromSeconds(2);)
        {
            var asked = Stopwatch.GetTimestamp();
            (await RowsAsync("select balance from cards")).ShouldBe(["1"]);
            longest = Stopwatch.GetElapsedTime(asked) is var took && took > longest ? took : longest;
        }
        rebuild.IsCompleted.ShouldBeFalse();
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await transaction.CommitAsync(Ct);
        await rebuild;
    }

    Task<IReadOnlyList<string>> DefinitionAsync(string table) => RowsAsync(
        $"""
        select concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attacl, pg_get_expr(d.adbin, d.adrelid),
          col_description(a.attrelid, a.attnum))
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = '{table}'::regclass and a.attnum > 0
        union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid = '{table}'::regclass
        union all select pg_get_indexdef(indexrelid) from pg_index where indrelid = '{table}'::regclass
        union all select concat_ws(' ', relacl, reloptions, relowner) from pg_class where oid = '{table}'::regclass
        order by 1
        """);
}

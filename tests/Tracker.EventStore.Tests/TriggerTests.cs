using Npgsql;

namespace Tracker.EventStore.Tests;

public sealed class TriggerTests(PostgresFixture postgres) : StoreTests(postgres)
{
    [Theory]
    [InlineData("update mt_events set data = '{\"Amount\": 6}' where version = 2")]
    [InlineData("update mt_events set data = '{\"Amount\": 5.0}' where version = 2")]
    [InlineData("update mt_events set timestamp = timestamp - interval '1 day'")]
    [InlineData("update mt_events set user_name = 'zhao', is_archived = true")]
    [InlineData("update mt_events set headers = null")]
    [InlineData("delete from mt_events where version = 2")]
    [InlineData("delete from mt_streams")]
    [InlineData("truncate mt_events")]
    [InlineData("truncate mt_streams cascade")]
    [InlineData("set session_replication_role = replica; delete from mt_events", true)]
    public async Task A_stored_event_is_neither_changed_nor_removed(string sql, bool asSuperuser = false)
    {
        var id = await OpenAccountAsync(new AmountBooked(5));
        var before = await RowsAsync("select * from mt_events order by seq_id");
        var refused = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(sql));
        // The private server's role may not play a replica at all.
        refused.SqlState.ShouldBe(asSuperuser ? PostgresErrorCodes.InsufficientPrivilege : "TR004");
        (await RowsAsync("select * from mt_events order by seq_id")).ShouldBe(before);
        (await EventsAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_is_archived_as_Marten_does_it()
    {
        var id = await OpenAccountAsync(new AmountBooked(5));
        await ExecuteAsync($"update mt_streams set is_archived = true where id = '{id}'; update mt_events set is_archived = true where stream_id = '{id}'");
        (await RowsAsync("select distinct is_archived from mt_events")).ShouldBe(["True"]);
    }

    [Fact]
    public async Task A_stream_without_events_may_go()
    {
        await ExecuteAsync($"insert into mt_streams (id, version) values ('{Guid.CreateVersion7()}', 0); delete from mt_streams");
        (await RowsAsync("select id from mt_streams")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update tracker_seals set root = previous_root")]
    [InlineData("delete from tracker_seals")]
    [InlineData("truncate tracker_seals")]
    public async Task A_seal_is_neither_changed_nor_removed(string sql)
    {
        using var key = new SealKey();
        await Store.SealAsync(key.Key, SealKey.Options, ct: Ct);
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(sql))).SqlState.ShouldBe("TR004");
        (await Store.SealsAsync(10, ct: Ct)).Count.ShouldBe(1);
    }
}

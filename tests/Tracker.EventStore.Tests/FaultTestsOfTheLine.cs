using System.Data.Common;
using Npgsql;

namespace Tracker.EventStore.Tests;

/// <summary>A connection that breaks around the commit: a repeated command is stored once.</summary>
public sealed class FaultTestsOfTheLine(PostgresFixture postgres) : StoreTests(postgres)
{
    [Fact]
    public async Task When_the_answer_to_a_commit_is_lost_the_repeated_command_is_already_done()
    {
        await using var line = new CuttingLine(new NpgsqlConnectionStringBuilder(ConnectionString).Port);
        await using var far = Over(line);
        var id = await OpenAccountAsync();
        for (var round = 1; round <= 10; round++)
        {
            var command = $"command-{Guid.CreateVersion7()}";
            line.DropTheAnswerTo(command);
            await Should.ThrowAsync<DbException>(() => BookAsync(far, id, round, command));
            (await AppearsAsync(command)).ShouldBeTrue("the server had committed");
            var done = await Should.ThrowAsync<AlreadyDoneException>(() => BookAsync(far, id, round, command));
            (done.StreamId, done.CausationId).ShouldBe((id, command));
        }
        await ShouldHoldAsync(id, 10);
    }

    [Fact]
    public async Task When_a_request_is_lost_the_repeated_command_is_stored()
    {
        await using var line = new CuttingLine(new NpgsqlConnectionStringBuilder(ConnectionString).Port);
        await using var far = Over(line);
        var id = await OpenAccountAsync();
        for (var round = 1; round <= 10; round++)
        {
            var command = $"command-{Guid.CreateVersion7()}";
            line.DropTheRequest(command);
            await Should.ThrowAsync<DbException>(() => BookAsync(far, id, round, command));
            await BookAsync(far, id, round, command);
        }
        await ShouldHoldAsync(id, 10);
    }

    DocumentStore Over(CuttingLine line) => DocumentStore.For(
        new NpgsqlConnectionStringBuilder(ConnectionString) { Port = line.Port }.ConnectionString, options => Configure(options, Schema));

    static async Task BookAsync(DocumentStore store, Guid id, long version, string command)
    {
        await using var session = store.OpenSession(causationId: command);
        session.Append(id, version, new AmountBooked(1));
        await session.SaveChangesAsync(Ct);
    }

    /// <summary>The client hears of the cut at once; the server may still be committing.</summary>
    async Task<bool> AppearsAsync(string command)
    {
        for (var look = 0; look < 200; look++)
        {
            if (await RowsAsync($"select 1 from mt_events where causation_id = '{command}'") is [_])
            {
                return true;
            }
            await Task.Delay(20, Ct);
        }
        return false;
    }

    async Task ShouldHoldAsync(Guid id, int booked)
    {
        (await EventsAsync(id)).Select(e => e.Version).ShouldBe(Enumerable.Range(1, booked + 1).Select(v => (long)v));
        (await RowsAsync($"select balance, version from balances where id = '{id}'")).ShouldBe([$"{booked}|{booked + 1}"]);
    }
}

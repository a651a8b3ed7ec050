using System.Security.Cryptography;
using System.Text;

namespace Tracker.EventStore.Tests;

public sealed class ChainTests(PostgresFixture postgres) : StoreTests(postgres)
{
    const string Broken =
        """
        select stream_id, version from mt_events e where headers ->> 'chain' is distinct from tracker_chain(
          case when version = 1 then '' else tracker_chain_of(stream_id, version - 1) end, stream_id, version, id, timestamp,
          tenant_id, type, mt_dotnet_type, correlation_id, causation_id, user_name, data)
        order by seq_id
        """;

    [Fact]
    public async Task Every_way_to_append_carries_the_chain_on()
    {
        var id = await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2, "两件\n一行"));
        await AppendAsync(s => s.Append(id, 3, new AmountBooked(3)));
        await AppendAsync(s => s.Append(id, new AmountBooked(4)));
        await AppendAsync(s => s.Append(id, 5, new AmountBooked(5), new AmountBooked(6)));
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAccountAsync()));
        await Task.WhenAll(others.Select(other => AppendAsync(s => s.Append(other, 1, new AmountBooked(7)))));
        (await RowsAsync(Broken)).ShouldBeEmpty();
        (await RowsAsync("select count(distinct headers ->> 'chain') from mt_events")).ShouldBe(["47"]);
    }

    [Fact]
    public async Task The_chain_is_what_the_comment_in_chain_sql_says()
    {
        var id = await OpenAccountAsync();
        await AppendAsync(s => s.Append(id, 1, new AmountBooked(3, "三")), "一号\t\"命\\令\"\u0001\u001f");
        var row = (await RowsAsync(
            """
            select stream_id, version, id, extract(epoch from timestamp)::text, type, mt_dotnet_type, data::text, headers ->> 'chain',
                   (select headers ->> 'chain' from mt_events where version = 1)
            from mt_events where version = 2
            """)).Single().Split('|');
        var text = $"[\"{row[0]}\", {row[1]}, \"{row[2]}\", {row[3]}, \"*DEFAULT*\", \"{row[4]}\", \"{row[5]}\", null, "
            + """
              "一号\t\"命\\令\"\u0001\u001f", "li", 
              """ + $"{row[6]}]";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        row[7].ShouldBe(Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(row[8]), .. digest])));
    }

    [Fact]
    public async Task The_chain_goes_on_over_what_another_writer_appended()
    {
        var id = await OpenAccountAsync();
        await ExecuteAsync(Foreign.Append(id, 5));
        await ExecuteAsync(Foreign.Append(id, 6));
        await AppendAsync(s => s.Append(id, 3, new AmountBooked(7)));
        (await RowsAsync("select version, headers is null from mt_events order by version")).ShouldBe(["1|False", "2|True", "3|True", "4|False"]);
        (await RowsAsync(Broken)).ShouldBe([$"{id}|2", $"{id}|3"]);
    }

    [Fact]
    public async Task A_writer_who_waited_for_another_hangs_on_to_what_that_one_stored()
    {
        var id = await OpenAccountAsync();
        await using var connection = await Store.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var foreign = connection.CreateCommand();
        foreign.CommandText = Foreign.Append(id, 5);
        await foreign.ExecuteNonQueryAsync(Ct);
        var waiting = AppendAsync(s => s.Append(id, new AmountBooked(7)));
        await Task.Delay(300, Ct);
        await transaction.CommitAsync(Ct);
        await waiting;
        (await RowsAsync(Broken)).ShouldBe([$"{id}|2"]);
    }

    async Task AppendAsync(Action<DocumentSession> append, string? command = null)
    {
        await using var session = Store.OpenSession("li", command);
        append(session);
        await session.SaveChangesAsync(Ct);
    }
}

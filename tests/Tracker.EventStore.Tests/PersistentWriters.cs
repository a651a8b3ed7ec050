using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;

namespace Tracker.EventStore.Tests;

/// <summary>Writers who repeat each command until they hear that it is done, whatever happens meanwhile.</summary>
/// <param name="store">The store.</param>
/// <param name="accounts">Their streams.</param>
/// <param name="padding">Bytes of ballast in each event.</param>
sealed class PersistentWriters(DocumentStore store, Guid[] accounts, int padding = 0)
{
    readonly ConcurrentDictionary<string, Guid> acknowledged = [];
    int repeated;

    /// <summary>Failures by the server's code; empty for a broken connection.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = [];

    public int Acknowledged => acknowledged.Count;

    /// <summary>Commands that were stored though their first answer was lost.</summary>
    public int Repeated => repeated;

    public Task RunAsync(int writers, CancellationToken running, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; !running.IsCancellationRequested; n++)
            {
                await BookAsync($"{writer}-{n}", accounts[(writer + n) % accounts.Length], ct);
            }
        }, ct)));

    /// <summary>Every acknowledged command is stored once, and nothing else; the projections agree.</summary>
    /// <param name="reader">The writers' own store, or one of a node that has started since.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ShouldBeStoredOnceAsync(DocumentStore reader, CancellationToken ct)
    {
        await using var daemon = reader.CreateDaemon();
        await daemon.StartAsync(ct);
        await daemon.WaitForCatchUpAsync(TimeSpan.FromSeconds(20), ct);
        await daemon.StopAsync(ct);
        var stored = await RowsAsync(reader, "select causation_id, stream_id from mt_events where type = 'amount_booked'", ct);
        HashSet<string> once = [.. stored];
        (stored.Count - once.Count).ShouldBe(0, "stored twice");
        acknowledged.Select(a => $"{a.Key}|{a.Value}").Except(once).Take(5).ShouldBeEmpty("acknowledged and not stored");
        once.Count.ShouldBe(acknowledged.Count, "every writer waits until his last command is acknowledged");
        var replay = await RowsAsync(reader,
            """
            select stream_id, sum((data ->> 'Amount')::bigint)::bigint, max(version), string_agg(version || ' ', '' order by seq_id)
            from mt_events where type = 'amount_booked' group by 1 order by 1
            """, ct);
        (await RowsAsync(reader, "select id, balance, version, trail from totals where trail <> '' order by 1", ct)).ShouldBe(replay);
        (await RowsAsync(reader, "select id, balance, version, trail from balances where trail <> '' order by 1", ct)).ShouldBe(replay);
    }

    async Task BookAsync(string command, Guid account, CancellationToken ct)
    {
        var note = padding == 0 ? null : Convert.ToHexString(RandomNumberGenerator.GetBytes(padding / 2));
        for (; ; )
        {
            try
            {
                await using var session = store.OpenSession(causationId: command);
                session.Append(account, new AmountBooked(1, note));
                await session.SaveChangesAsync(ct);
                break;
            }
            catch (AlreadyDoneException)
            {
                Interlocked.Increment(ref repeated);
                break;
            }
            catch (DbException e)
            {
                Failures.AddOrUpdate(e.SqlState ?? "", 1, (_, n) => n + 1);
                await Task.Delay(50, ct);
            }
        }
        acknowledged[command] = account;
    }

    static async Task<List<string>> RowsAsync(DocumentStore from, string sql, CancellationToken ct)
    {
        await using var connection = await from.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }
        return rows;
    }
}

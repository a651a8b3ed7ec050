using System.Data.Common;
using Tracker.EventStore;
using Tracker.EventStore.Tests;

namespace Tracker.Tests.Store;

/// <summary>One of the many who write at once, and count what was acknowledged.</summary>
/// <param name="store">The store.</param>
/// <param name="accounts">Streams that all writers share.</param>
/// <param name="random">What is left to chance.</param>
/// <param name="lingers">Whether it is another program, which holds its transactions open.</param>
sealed class OrderWriter(DocumentStore store, Guid[] accounts, Random random, bool lingers)
{
    const string DeadlockDetected = "40P01";
    const string DivisionByZero = "22012";

    public int Stored { get; private set; }

    public int RolledBack { get; private set; }

    public static async Task<Guid> OpenAccountAsync(DocumentStore store, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await using var session = store.OpenSession("li");
        session.StartStream<Account>(id, new AccountOpened("li"));
        await session.SaveChangesAsync(ct);
        return id;
    }

    public Task RunAsync(CancellationToken running, CancellationToken ct) => lingers ? LingerAsync(running, ct) : WriteAsync(running, ct);

    /// <summary>The store's own appends: some lose their version check, some are rolled back by a statement that fails.</summary>
    async Task WriteAsync(CancellationToken running, CancellationToken ct)
    {
        while (!running.IsCancellationRequested)
        {
            await using var session = store.OpenSession();
            var events = 0;
            foreach (var id in random.GetItems(accounts, random.Next(1, 4)).Distinct())
            {
                if (random.Next(2) == 0)
                {
                    session.Append(id, new AmountBooked(random.Next(100)));
                    events++;
                }
                else
                {
                    var stream = await session.FetchForWriting<Account, AccountEvent>(id, ct);
                    stream!.AppendMany([new AmountBooked(random.Next(100)), new AmountBooked(1)]);
                    events += 2;
                }
            }
            if (random.Next(10) == 0)
            {
                session.Statements.Execute("select 1 / 0");
            }
            try
            {
                await session.SaveChangesAsync(ct);
                Stored += events;
            }
            catch (ConcurrencyException)
            {
                RolledBack++;
            }
            catch (DbException e) when (e.SqlState == DivisionByZero)
            {
                RolledBack++;
            }
        }
    }

    /// <summary>Another program's appends, mostly to an account of its own, held open for a while and often rolled back.</summary>
    async Task LingerAsync(CancellationToken running, CancellationToken ct)
    {
        var own = await OpenAccountAsync(store, ct);
        Stored++;
        while (!running.IsCancellationRequested)
        {
            await using var connection = await store.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var append = connection.CreateCommand();
            append.CommandText = Foreign.Append(random.Next(40) == 0 ? accounts[0] : own, random.Next(100));
            try
            {
                await append.ExecuteNonQueryAsync(ct);
            }
            catch (DbException e) when (e.SqlState == DeadlockDetected)
            {
                // The store tries again when it is the one chosen; another program may give up.
                RolledBack++;
                continue;
            }
            await Task.Delay(random.Next(random.Next(8) == 0 ? 600 : 40), ct);
            if (random.Next(3) == 0)
            {
                await transaction.RollbackAsync(ct);
                RolledBack++;
            }
            else
            {
                await transaction.CommitAsync(ct);
                Stored++;
            }
        }
    }
}

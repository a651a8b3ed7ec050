using System.Globalization;
using System.Threading.Channels;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>The first and longest part of rebuilding a row projection: ranges of streams are read and folded side by side, and copied in one after another.</summary>
sealed class RebuildLoad(
    DocumentStore store, RowProjection projection, NpgsqlDataSource source, NpgsqlConnection connection, HashSet<long> skipped,
    RebuildStates states, Action<RebuildState> report)
{
    /// <summary>One folds while the other waits for the server; a small server's cores are not more.</summary>
    const int Readers = 2;

    readonly Channel<RowLoad> readers = Channel.CreateUnbounded<RowLoad>();

    public async Task<RebuildState> RunAsync(RebuildState state, CancellationToken ct)
    {
        var table = await RowTable.ReadAsync(connection, store.Schema, projection.Table, ct);
        var ranges = await RowLoad.RangesAsync(connection, store.Schema, state.LastStream, ct);
        if (state.LastStream == RowLoad.LastStream)
        {
            return state;
        }
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var folding = new Queue<(Guid Last, Task<(List<object?[]> Rows, long Events)> Range)>();
        var connections = new List<NpgsqlConnection>();
        try
        {
            for (var i = 0; i < Readers; i++)
            {
                connections.Add(await source.OpenConnectionAsync(ct));
                var load = new RowLoad(store, connections[i], projection, table, skipped,
                    string.Create(CultureInfo.InvariantCulture, $"seq_id <= {state.Mark}"));
                await load.PrepareAsync(ct);
                readers.Writer.TryWrite(load);
            }
            var after = state.LastStream;
            foreach (var last in ranges)
            {
                folding.Enqueue((last, ReadAsync(after, last, stopping.Token)));
                after = last;
                // One more than is read: so many finished rows wait in memory at most.
                if (folding.Count > Readers)
                {
                    state = await CopyAsync(table, state, ct);
                }
            }
            while (folding.Count > 0)
            {
                state = await CopyAsync(table, state, ct);
            }
            return state;
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(folding.Select(f => (Task)f.Range)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var each in connections)
            {
                await each.DisposeAsync();
            }
        }

        async Task<RebuildState> CopyAsync(RowTable table, RebuildState state, CancellationToken ct)
        {
            var (last, range) = folding.Dequeue();
            return await CopyInAsync(table, last, await range, state, ct);
        }
    }

    async Task<(List<object?[]> Rows, long Events)> ReadAsync(Guid? after, Guid last, CancellationToken ct)
    {
        var reader = await readers.Reader.ReadAsync(ct);
        var range = await Task.Run(() => reader.ReadAsync(after, last, ct), ct);
        readers.Writer.TryWrite(reader);
        return range;
    }

    async Task<RebuildState> CopyInAsync(
        RowTable table, Guid last, (List<object?[]> Rows, long Events) range, RebuildState state, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await table.CopyInAsync(connection, $"{store.Schema}_rebuild", range.Rows, ct);
        state = state with { LastStream = last, Events = state.Events + range.Events };
        await using var batch = connection.CreateBatch();
        states.Keep(batch, state);
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        report(state);
        return state;
    }
}

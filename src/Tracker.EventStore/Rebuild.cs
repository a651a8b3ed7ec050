using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Makes a projection's rows anew in tables beside the old ones, and puts them in their place at the end.</summary>
/// <remarks>
/// Rows of one stream each are folded in memory and copied in; others are replayed as statements. What is appended
/// meanwhile follows as statements, and the last of it under the lock of the swap. What is done is kept with the rows
/// themselves, so whoever is killed leaves something that the next run goes on from.
/// </remarks>
sealed class Rebuild
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly DocumentStore store;
    readonly (IProjection Projection, ProjectionLifecycle Lifecycle) target;
    readonly string name;
    readonly string shadow;
    readonly Checkpoints checkpoints;
    readonly RebuildStates states;
    readonly IProgress<RebuildProgress>? progress;
    readonly long started = Stopwatch.GetTimestamp();
    long before;

    public Rebuild(DocumentStore store, string name, IProgress<RebuildProgress>? progress)
    {
        (this.store, this.name, this.progress) = (store, name, progress);
        target = store.Options.Projections.Named(name);
        shadow = $"{store.Schema}_rebuild";
        checkpoints = new(store);
        states = new(store, name);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        await using var source = store.Unpooled("rebuild", commandTimeout: 0, firstSchema: shadow);
        await using var connection = await source.OpenConnectionAsync(ct);
        await OwnAsync(connection, ct);
        // What a crash takes back is consistent, and done again; only the swap must be safe.
        await connection.ExecuteAsync("set synchronous_commit = off", ct);

        var copies = new TableCopies(connection, store.Schema, shadow, target.Projection.Tables);
        if (await copies.DependentsAsync(ct) is { Count: > 0 } dependents)
        {
            throw new RebuildRefusedException(name, RebuildRefusal.HasDependents, dependents);
        }
        var skipped = await checkpoints.SkippedAsync(connection, name, ct);
        var fingerprint = await FingerprintAsync(copies, skipped, ct);
        var state = await ResumeOrBeginAsync(connection, copies, fingerprint, ct);
        before = state.Events;
        Report(state);

        if (state.LastSequence is null)
        {
            state = await new RebuildLoad(store, (RowProjection)target.Projection, source, connection, skipped, states, Report).RunAsync(state, ct);
            state = await IndexAsync(connection, copies, state, ct);
        }
        var replay = new EventReplay(store, target, skipped);
        var swap = new RebuildSwap(store, target, connection, copies, replay, states);
        for (var attempt = 1; ; attempt++)
        {
            state = await CatchUpAsync(connection, replay, state, ct);
            if (await FingerprintAsync(copies, await checkpoints.SkippedAsync(connection, name, ct), ct) != fingerprint)
            {
                throw new RebuildRefusedException(name, RebuildRefusal.WasChanged);
            }
            if (await swap.TryAsync(state, ct) is { } late)
            {
                Report(state with { Events = state.Events + late });
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 * attempt, 1000)), ct);
        }
    }

    /// <summary>One rebuild of a projection at a time; a killed one's session may take a moment to end.</summary>
    async Task OwnAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        for (var waiting = Stopwatch.GetTimestamp(); ;)
        {
            await using var command = connection.Command(
                "select pg_try_advisory_lock(hashtextextended('tracker:rebuild:' || $1 || ':' || $2, 0))", store.Schema, name);
            if ((bool)(await command.ExecuteScalarAsync(ct))!)
            {
                return;
            }
            if (Stopwatch.GetElapsedTime(waiting) > Patience)
            {
                throw new RebuildRefusedException(name, RebuildRefusal.IsRunning);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }

    async Task<string> FingerprintAsync(TableCopies copies, HashSet<long> skipped, CancellationToken ct)
    {
        var (code, tables) = (target.Projection.GetType(), await copies.DigestAsync(ct));
        return string.Create(CultureInfo.InvariantCulture,
            $"{code.FullName} {code.Module.ModuleVersionId:N} {target.Lifecycle} {tables} {string.Join(',', skipped.Order())}");
    }

    async Task<RebuildState> ResumeOrBeginAsync(NpgsqlConnection connection, TableCopies copies, string fingerprint, CancellationToken ct)
    {
        if (await states.FindAsync(connection, fingerprint, ct) is { } found && await copies.ExistAsync(ct))
        {
            return found;
        }
        var mark = await HighWaterMark.SettleAsync(store, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await copies.MakeAsync(ct);
        var byStream = target.Projection is RowProjection;
        if (!byStream)
        {
            await copies.CompleteAsync(ct); // its statements may want any key
        }
        await using var count = connection.Command($"select coalesce(sum(version), 0)::bigint from {store.Schema}.mt_streams");
        var state = new RebuildState(mark, null, byStream ? null : 0, 0, (long)(await count.ExecuteScalarAsync(ct))!);
        await using var batch = connection.CreateBatch();
        states.Begin(batch, fingerprint, state);
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return state;
    }

    async Task<RebuildState> IndexAsync(NpgsqlConnection connection, TableCopies copies, RebuildState state, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await copies.CompleteAsync(ct);
        state = state with { LastSequence = state.Mark };
        await using var batch = connection.CreateBatch();
        states.Keep(batch, state);
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return state;
    }

    /// <summary>Replays until little is left for the time of the lock.</summary>
    async Task<RebuildState> CatchUpAsync(NpgsqlConnection connection, EventReplay replay, RebuildState state, CancellationToken ct)
    {
        const int Rounds = 20;
        const int Little = 1000;
        for (var round = 0; round < Rounds; round++)
        {
            var end = Math.Max(await HighWaterMark.SettleAsync(store, ct), state.Mark);
            var little = end - state.LastSequence <= Little;
            while (state.LastSequence < end)
            {
                // Rows and progress share the batch's transaction.
                await using var batch = connection.CreateBatch();
                var (events, position) = await replay.QueueAsync(connection, batch, state.LastSequence.Value, end, ct);
                state = state with { LastSequence = position, Events = state.Events + events };
                states.Keep(batch, state);
                await batch.ExecuteNonQueryAsync(ct);
                Report(state);
            }
            if (little)
            {
                break;
            }
        }
        return state;
    }

    void Report(RebuildState state)
    {
        var total = Math.Max(state.Total, state.Events);
        var rate = (state.Events - before) / Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001);
        progress?.Report(new(name, state.Events, total, rate, rate > 0 ? TimeSpan.FromSeconds((total - state.Events) / rate) : null));
    }
}

using System.Buffers;
using System.Security.Cryptography;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Seals every event committed since the last seal; one node at a time.</summary>
/// <remarks>
/// The range ends at the safe mark, so no event can appear in it later. Every event's link is computed anew; one that
/// does not fit is sealed as it stands and counted as broken, for a seal that hides it would be worse than one that tells.
/// Nothing new is sealed too, once a day: that nothing happened is worth proving, and a missing day is seen.
/// </remarks>
sealed class Sealing(DocumentStore store, ECDsa key, SealOptions options, IProgress<long>? progress)
{
    readonly StreamChains chains = new();
    long events;

    public async Task<IReadOnlyList<Seal>> RunAsync(CancellationToken ct)
    {
        if (key.KeySize != 256)
        {
            throw new ArgumentException($"Seals are signed with ECDSA P-256, not with a key of {key.KeySize} bits.");
        }
        await using var source = store.Unpooled("seal", commandTimeout: 0);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var lookups = await source.OpenConnectionAsync(ct);
        await using (var taken = connection.Command("select pg_advisory_lock(hashtextextended('tracker:seal:' || $1, 0))", store.Schema))
        {
            await taken.ExecuteNonQueryAsync(ct);
        }
        var mark = await HighWaterMark.SettleAsync(store, ct);
        var last = await SealRows.LastAsync(connection, store.Schema, ct);
        var made = new List<Seal>();
        for (var more = true; more;)
        {
            var (seal, leaves) = await MakeAsync(connection, lookups, last, mark, ct);
            more = seal.Events == options.EventsPerSeal;
            if (seal.Events == 0 && last is not null && last.SealedAt.Date == seal.SealedAt.Date)
            {
                break;
            }
            await SealRows.AddAsync(connection, store.Schema, seal, leaves, ct);
            made.Add(last = seal);
        }
        return made;
    }

    async Task<(Seal Seal, ReadOnlyMemory<byte> Leaves)> MakeAsync(
        NpgsqlConnection connection, NpgsqlConnection lookups, Seal? last, long mark, CancellationToken ct)
    {
        var leaves = new ArrayBufferWriter<byte>();
        var streams = new HashSet<Guid>();
        var (after, to) = (last?.ToSequence ?? 0, Math.Max(mark, last?.ToSequence ?? 0));
        var (count, foreign, broken, firstBroken, end) = (0L, 0L, 0L, (long?)null, 0L);
        await foreach (var e in EventImage.ReadAsync(connection, store.Schema, after, to, options.EventsPerSeal, ct))
        {
            if (e.Version > 1 && !chains.Knows(e.StreamId))
            {
                await RememberAsync(lookups, e.StreamId, e.Version - 1, ct);
            }
            var (link, standing) = chains.Next(e);
            new SealLeaf(e.Sequence, e.StreamId, e.Version, link, standing).Write(leaves.GetSpan(SealLeaf.Size));
            leaves.Advance(SealLeaf.Size);
            streams.Add(e.StreamId);
            (count, end) = (count + 1, e.Sequence);
            foreign += standing is ChainStanding.Foreign ? 1 : 0;
            if (standing is ChainStanding.Broken)
            {
                (broken, firstBroken) = (broken + 1, firstBroken ?? e.Sequence);
            }
            if (++events % 10_000 == 0)
            {
                progress?.Report(events);
            }
        }
        var now = TimeZoneInfo.ConvertTime(store.Now, options.Zone);
        var previous = last?.Root ?? Seal.NoRoot;
        var seal = new Seal(
            (last?.Number ?? 0) + 1, after + 1, count == options.EventsPerSeal ? end : to, count, streams.Count, foreign, broken, firstBroken,
            Seal.RootOf(previous, leaves.WrittenSpan), previous, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)), options.Zone.Id,
            string.Join(' ', options.Installation.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            Seal.KeyIdOf(key), key.ExportSubjectPublicKeyInfoPem());
        return (seal.Sign(key), leaves.WrittenMemory);
    }

    // An event sealed before: what the stream's next one was chained to.
    async Task RememberAsync(NpgsqlConnection lookups, Guid stream, long version, CancellationToken ct)
    {
        await using var command = lookups.Command(
            $"""
            select e.version, {store.Schema}.tracker_chain_of(e.stream_id, e.version) from {store.Schema}.mt_events e
            where e.stream_id = $1 and e.version <= $2 order by e.version desc limit 1
            """, stream, version);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (await reader.ReadAsync(ct) && Chain.Parse(reader.GetString(1)) is { } chain)
        {
            chains.Set(stream, reader.GetInt64(0), chain);
        }
    }
}

using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tracker.EventStore;

/// <summary>Writes the whole store into a zip file, as one moment saw it, an event at a time.</summary>
/// <remarks>
/// events.jsonl: a line an event in the order of seq_id, each field as text, data exactly as PostgreSQL printed it.
/// seals.jsonl: a line a seal. leaves/N: the leaves of seal N as bytes. public-keys.pem: for people; verifying reads the
/// seals' own. manifest.json: what must be there, so that half a file is known for one.
/// </remarks>
sealed class BundleExport(DocumentStore store, Stream target, IProgress<long>? progress)
{
    static readonly byte[] NewLine = [(byte)'\n'];

    public async Task<BundleManifest> RunAsync(CancellationToken ct)
    {
        await using var source = store.Unpooled("export", commandTimeout: 0);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);

        var (events, last) = (0L, 0L);
        await WriteAsync(zip, BundleFormat.Events, async lines =>
        {
            await foreach (var e in EventImage.ReadAsync(connection, store.Schema, long.MinValue, long.MaxValue, long.MaxValue, ct))
            {
                Line(lines, e, BundleJson.Default.EventImage);
                last = e.Sequence;
                if (++events % 10_000 == 0)
                {
                    progress?.Report(events);
                }
            }
        });
        var seals = new List<Seal>();
        await WriteAsync(zip, BundleFormat.Seals, async lines =>
        {
            await foreach (var seal in SealRows.ReadAsync(connection, $"from {store.Schema}.tracker_seals order by number", [], ct))
            {
                Line(lines, seal, BundleJson.Default.Seal);
                seals.Add(seal with { Statement = "", Signature = "" });
            }
        });
        foreach (var seal in seals)
        {
            await WriteAsync(zip, BundleFormat.Leaves(seal.Number), async file =>
                await file.WriteAsync(await SealRows.LeavesAsync(connection, store.Schema, seal.Number, ct), ct));
        }
        await WriteAsync(zip, "public-keys.pem", async file =>
        {
            await using var text = new StreamWriter(file);
            await text.WriteAsync(string.Join('\n', seals.Select(seal => seal.PublicKey).Distinct()));
        });
        var manifest = new BundleManifest(
            BundleFormat.Name, BundleFormat.Version, events, seals.Count, last, store.Now.ToString("O", CultureInfo.InvariantCulture));
        await WriteAsync(zip, BundleFormat.Manifest, file => JsonSerializer.SerializeAsync(file, manifest, BundleJson.Default.BundleManifest, ct));
        return manifest;
    }

    static async Task WriteAsync(ZipArchive zip, string name, Func<Stream, Task> write)
    {
        await using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await using var buffered = new BufferedStream(entry, 1 << 16);
        await write(buffered);
    }

    static void Line<T>(Stream lines, T value, JsonTypeInfo<T> type)
    {
        lines.Write(JsonSerializer.SerializeToUtf8Bytes(value, type));
        lines.Write(NewLine);
    }
}

using System.Data.Common;
using System.Security.Cryptography;
using Tracker.EventStore;

namespace Tracker.Files;

/// <summary>Contents by their SHA-256: reports as they came, their decoded texts, and evidence.</summary>
public static class FileTable
{
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Stores the content in the same transaction as the events that name it; a content already there is kept.</summary>
    public static string Put(IStatementBatch batch, byte[] content, string mediaType, DateTimeOffset now)
    {
        var hash = Hash(content);
        batch.Execute("insert into files (sha256, media_type, bytes, length, stored_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
            hash, mediaType, content, (long)content.Length, now);
        return hash;
    }

    public static async Task<(byte[] Bytes, string MediaType)?> Find(DbConnection connection, string sha256, CancellationToken ct)
    {
        await using var command = connection.Command("select bytes, media_type from files where sha256 = $1", sha256);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetFieldValue<byte[]>(0), reader.GetString(1)) : null;
    }
}

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Tracker.EventStore;

/// <summary>The digest of an event that chain.sql describes.</summary>
sealed class EventDigest
{
    [ThreadStatic]
    static EventDigest? own;

    public const int Size = SHA256.HashSizeInBytes;
    const int MostOfStart = 2 * 36 + 20 + 12;
    const int MostOfTime = 40;

    readonly ArrayBufferWriter<byte> text = new(2048);
    readonly JsonbText body = new();

    /// <summary>Of an event on its way to its row.</summary>
    /// <returns>False where only the server can say how it will print the event.</returns>
    public static bool TryWrite(Guid stream, long version, in WrittenEvent e, DateTimeOffset at, DocumentSession session, Span<byte> target)
    {
        var digest = own ??= new();
        var microseconds = (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        var (seconds, rest) = Math.DivRem(microseconds, 1_000_000);
        digest.Begin(stream, version, e.Id);
        Utf8.TryWrite(digest.text.GetSpan(MostOfTime), CultureInfo.InvariantCulture, $"{seconds}.{rest:D6}", out var written);
        digest.text.Advance(written);
        return digest.Fields("*DEFAULT*", e.Name, e.DotNetType, session.CorrelationId, session.CausationId, session.UserName)
            && digest.body.TryWrite(e.Json, digest.text)
            && digest.End(target);
    }

    /// <summary>Of a stored event.</summary>
    public static void Write(EventImage e, Span<byte> target)
    {
        var digest = own ??= new();
        digest.Begin(e.StreamId, e.Version, e.Id);
        digest.Write(e.Time);
        digest.Fields(e.Tenant, e.Type, e.DotNetType, e.Correlation, e.Causation, e.Author);
        digest.Write(e.Data);
        digest.End(target);
    }

    void Begin(Guid stream, long version, Guid id)
    {
        text.ResetWrittenCount();
        Utf8.TryWrite(text.GetSpan(MostOfStart), CultureInfo.InvariantCulture, $"[\"{stream}\", {version}, \"{id}\", ", out var written);
        text.Advance(written);
    }

    bool Fields(params ReadOnlySpan<string?> fields)
    {
        text.Write(", "u8);
        var kept = true;
        foreach (var field in fields)
        {
            if (field is null)
            {
                text.Write("null"u8);
            }
            else
            {
                kept &= JsonText.TryWrite(field, text);
            }
            text.Write(", "u8);
        }
        return kept;
    }

    bool End(Span<byte> target)
    {
        text.Write("]"u8);
        return SHA256.TryHashData(text.WrittenSpan, target, out _);
    }

    void Write(string raw) => Encoding.UTF8.GetBytes(raw, text);
}

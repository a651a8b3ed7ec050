using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Tracker.EventStore;

/// <summary>One link of a stream's chain, as chain.sql describes it.</summary>
readonly record struct Chain(UInt128 High, UInt128 Low)
{
    public const int Size = 32;

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The link of an event behind another one; null before the first.</summary>
    /// <param name="previous">The link of the event before.</param>
    /// <param name="digest">Of the event, 32 bytes.</param>
    public static Chain Of(Chain? previous, ReadOnlySpan<byte> digest)
    {
        Span<byte> both = stackalloc byte[2 * Size];
        previous?.Write(both);
        digest.CopyTo(both[Size..]);
        Span<byte> link = stackalloc byte[Size];
        SHA256.HashData(previous is null ? both[Size..] : both, link);
        return Read(link);
    }

    public static Chain Of(Chain? previous, EventImage e)
    {
        Span<byte> digest = stackalloc byte[EventDigest.Size];
        EventDigest.Write(e, digest);
        return Of(previous, digest);
    }

    /// <summary>The headers of the event that carries this link, as UTF-8 JSON.</summary>
    public byte[] ToHeaders()
    {
        const int size = 2 * Size + 13;
        var headers = new byte[size];
        Utf8.TryWrite(headers, CultureInfo.InvariantCulture, $$"""{"chain": "{{High:x32}}{{Low:x32}}"}""", out _);
        return headers;
    }

    /// <summary>What an event carries in its headers; null where it isn't a link as we write it.</summary>
    public static Chain? Parse(string? carried) =>
        carried is { Length: 2 * Size } && !carried.AsSpan().ContainsAnyExcept(Digits) ? Read(Convert.FromHexString(carried)) : null;

    public static Chain Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, High);
        BinaryPrimitives.WriteUInt128BigEndian(target[16..], Low);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x32}{Low:x32}");
}

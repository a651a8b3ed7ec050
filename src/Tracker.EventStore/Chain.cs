using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.EventStore;

/// <summary>One link of a stream's chain: the SHA-256 that chain.sql describes, computed here from the stored fields.</summary>
readonly record struct Chain(UInt128 High, UInt128 Low)
{
    public const int Size = 32;

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The link of an event behind another one; null before the first.</summary>
    public static Chain Of(Chain? previous, EventImage e)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{previous?.ToString()}[{e.Sequence}, \"{e.StreamId}\", {e.Version}, \"{e.Id}\", {e.Time}, ");
        foreach (var field in (ReadOnlySpan<string?>)[e.Tenant, e.Type, e.DotNetType, e.Correlation, e.Causation, e.Author])
        {
            AppendJson(text, field);
            text.Append(", ");
        }
        return Read(SHA256.HashData(Encoding.UTF8.GetBytes(text.Append(e.Data).Append(']').ToString())));
    }

    /// <summary>A text as PostgreSQL prints it in JSON.</summary>
    static void AppendJson(StringBuilder json, string? text)
    {
        if (text is null)
        {
            json.Append("null");
            return;
        }
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }
        json.Append('"');
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

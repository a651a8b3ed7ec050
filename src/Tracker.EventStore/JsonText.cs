using System.Buffers;
using System.Text;

namespace Tracker.EventStore;

/// <summary>A text as PostgreSQL prints it in JSON.</summary>
static class JsonText
{
    static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    /// <returns>False where PostgreSQL can't keep the text: it has a zero character.</returns>
    public static bool TryWrite(ReadOnlySpan<char> text, ArrayBufferWriter<byte> json)
    {
        json.Write("\""u8);
        for (int at; (at = text.IndexOfAny(Escaped)) >= 0; text = text[(at + 1)..])
        {
            Encoding.UTF8.GetBytes(text[..at], json);
            var c = text[at];
            switch (c)
            {
                case '\0':
                    return false;
                case '"' or '\\':
                    json.Write([(byte)'\\', (byte)c]);
                    break;
                case '\b':
                    json.Write("\\b"u8);
                    break;
                case '\f':
                    json.Write("\\f"u8);
                    break;
                case '\n':
                    json.Write("\\n"u8);
                    break;
                case '\r':
                    json.Write("\\r"u8);
                    break;
                case '\t':
                    json.Write("\\t"u8);
                    break;
                default:
                    json.Write(c < 16 ? "\\u000"u8 : "\\u001"u8);
                    json.Write([(byte)"0123456789abcdef"[c % 16]]);
                    break;
            }
        }
        Encoding.UTF8.GetBytes(text, json);
        json.Write("\""u8);
        return true;
    }
}

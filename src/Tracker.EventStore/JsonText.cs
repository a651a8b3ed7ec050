using System.Buffers;
using System.Text;

namespace Tracker.EventStore;

/// <summary>A text as PostgreSQL prints it in JSON.</summary>
static class JsonText
{
    const char FirstPlain = ' ';

    static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, FirstPlain).Select(c => (char)c), '"', '\\']);

    /// <returns>False where PostgreSQL can't keep the text: it has a zero character.</returns>
    public static bool TryWrite(ReadOnlySpan<char> text, ArrayBufferWriter<byte> json)
    {
        json.Write("\""u8);
        for (int at; (at = text.IndexOfAny(Escaped)) >= 0; text = text[(at + 1)..])
        {
            Encoding.UTF8.GetBytes(text[..at], json);
            if (text[at] == '\0')
            {
                return false;
            }
            Encoding.UTF8.GetBytes(Escape(text[at]), json);
        }
        Encoding.UTF8.GetBytes(text, json);
        json.Write("\""u8);
        return true;
    }

    static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => $"\\u{(int)c:x4}",
    };
}

using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tracker.EventStore;

/// <summary>
/// Prints a JSON text as PostgreSQL prints it from a jsonb column: names by length, then by bytes; ", " and ": " between;
/// only what must be is escaped. Where the server would rewrite more than that (a number with an exponent, a name that
/// is there twice), nothing is printed, and the server has to be asked.
/// </summary>
sealed class JsonbText
{
    readonly List<Member> members = [];
    readonly Comparison<Member> order;
    byte[] json = [];

    // Kept, since it is made anew wherever the method is named.
    public JsonbText() => order = Compare;

    /// <returns>False: it may have printed a part.</returns>
    public bool TryWrite(byte[] utf8, ArrayBufferWriter<byte> text)
    {
        json = utf8;
        members.Clear();
        try
        {
            return Write(0, utf8.Length, text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Too deep for this reader, or half a surrogate pair.
            return false;
        }
    }

    bool Write(int start, int length, ArrayBufferWriter<byte> text)
    {
        var reader = new Utf8JsonReader(json.AsSpan(start, length));
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return WriteObject(ref reader, start, text);
            case JsonTokenType.StartArray:
                return WriteArray(ref reader, start, text);
            case JsonTokenType.String when reader.ValueIsEscaped:
                return JsonText.TryWrite(reader.GetString()!, text);
            case JsonTokenType.Number when !PrintsAsItIs(reader.ValueSpan):
                return false;
            default:
                text.Write(json.AsSpan(start, length));
                return true;
        }
    }

    bool WriteObject(ref Utf8JsonReader reader, int start, ArrayBufferWriter<byte> text)
    {
        var first = members.Count;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
            {
                return false;
            }
            var (name, nameLength) = (start + (int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(new(name, nameLength, start + value, (int)reader.BytesConsumed - value));
        }
        var count = members.Count - first;
        CollectionsMarshal.AsSpan(members)[first..].Sort(order);
        text.Write("{"u8);
        for (var i = 0; i < count; i++)
        {
            var member = members[first + i];
            if (i > 0)
            {
                if (Compare(members[first + i - 1], member) == 0)
                {
                    return false;
                }
                text.Write(", "u8);
            }
            text.Write(json.AsSpan(member.Name, member.NameLength));
            text.Write(": "u8);
            if (!Write(member.Value, member.ValueLength, text))
            {
                return false;
            }
        }
        text.Write("}"u8);
        CollectionsMarshal.SetCount(members, first);
        return true;
    }

    bool WriteArray(ref Utf8JsonReader reader, int start, ArrayBufferWriter<byte> text)
    {
        text.Write("["u8);
        for (var first = true; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; first = false)
        {
            if (!first)
            {
                text.Write(", "u8);
            }
            var element = (int)reader.TokenStartIndex;
            reader.Skip();
            if (!Write(start + element, (int)reader.BytesConsumed - element, text))
            {
                return false;
            }
        }
        text.Write("]"u8);
        return true;
    }

    /// <summary>numeric knows no exponent and no zero with a sign, and not all lengths.</summary>
    static bool PrintsAsItIs(ReadOnlySpan<byte> number) =>
        number.Length < 100 && !number.ContainsAny("eE"u8) && (number[0] != '-' || number.ContainsAnyInRange((byte)'1', (byte)'9'));

    int Compare(Member x, Member y) => x.NameLength != y.NameLength
        ? x.NameLength.CompareTo(y.NameLength)
        : json.AsSpan(x.Name, x.NameLength).SequenceCompareTo(json.AsSpan(y.Name, y.NameLength));

    /// <summary>Where a member stands in the text, in bytes; the name with its quotes.</summary>
    readonly record struct Member(int Name, int NameLength, int Value, int ValueLength);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Reads very many events with little work: COPY in binary form, JSON read where it lies, names made once.</summary>
sealed class EventCopy : IAsyncDisposable
{
    const int Header = 19;
    const int MostNames = 10_000;
    const string Columns = "seq_id, stream_id, version, timestamp, type, user_name, data";

    readonly HashSet<string> names;
    readonly NpgsqlRawCopyStream stream;
    byte[] buffer = new byte[64 * 1024];
    int start;
    int end;
    bool ended;

    EventCopy(NpgsqlRawCopyStream stream, HashSet<string> names)
    {
        this.stream = stream;
        this.names = names;
    }

    public long Sequence { get; private set; }

    public Guid StreamId { get; private set; }

    public long Version { get; private set; }

    public DateTimeOffset Timestamp { get; private set; }

    public string TypeName { get; private set; } = "";

    public string? UserName { get; private set; }

    /// <summary>Good until the next event is read.</summary>
    public ReadOnlyMemory<byte> Json { get; private set; }

    /// <param name="connection">Is busy until this is disposed.</param>
    /// <param name="where">SQL after "where", with its order; COPY takes no parameters.</param>
    /// <param name="names">Strings met before, by this reader's forerunners.</param>
    public static async Task<EventCopy> OpenAsync(
        NpgsqlConnection connection, string schema, string where, HashSet<string> names, CancellationToken ct)
    {
        var copy = new EventCopy(await connection.BeginRawBinaryCopyAsync(
            $"copy (select {Columns} from {schema}.mt_events where {where}) to stdout (format binary)", ct), names);
        await copy.NeedAsync(Header, ct);
        copy.start += Header;
        return copy;
    }

    public static string Literal(Guid id) => string.Create(CultureInfo.InvariantCulture, $"'{id}'::uuid");

    /// <summary>Goes to the next event; false behind the last.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        await NeedAsync(sizeof(short), ct);
        if (BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start)) < 0)
        {
            ended = true;
            return false;
        }
        // The server sends a row whole: as a rule one read brings all of it.
        while (!Parse())
        {
            await NeedAsync(end - start + 1, ct);
        }
        return true;
    }

    /// <remarks>Before the end it has the server stop, rather than receive what nobody wants any more.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (!ended)
        {
            await stream.CancelAsync();
        }
        await stream.DisposeAsync();
    }

    async ValueTask NeedAsync(int bytes, CancellationToken ct)
    {
        while (end - start < bytes)
        {
            if (buffer.Length - start < Math.Max(bytes, buffer.Length / 4))
            {
                var room = bytes > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
                buffer.AsSpan(start, end - start).CopyTo(room);
                (buffer, start, end) = (room, 0, end - start);
            }
            var read = await stream.ReadAsync(buffer.AsMemory(end), ct);
            if (read == 0)
            {
                throw new EndOfStreamException("The events end within an event.");
            }
            end += read;
        }
    }

    bool Parse()
    {
        var at = start + sizeof(short);
        if (!Field(ref at, out var sequence) || !Field(ref at, out var stream) || !Field(ref at, out var version)
            || !Field(ref at, out var timestamp) || !Field(ref at, out var type) || !Field(ref at, out var user)
            || !Field(ref at, out var data))
        {
            return false;
        }
        Sequence = BinaryPrimitives.ReadInt64BigEndian(buffer.AsSpan(sequence));
        StreamId = new(buffer.AsSpan(stream), bigEndian: true);
        Version = BinaryPrimitives.ReadInt64BigEndian(buffer.AsSpan(version));
        // Microseconds since 2000.
        Timestamp = new(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            .AddTicks(BinaryPrimitives.ReadInt64BigEndian(buffer.AsSpan(timestamp)) * TimeSpan.TicksPerMicrosecond));
        TypeName = Name(buffer.AsSpan(type));
        UserName = user.Equals(default) ? null : Name(buffer.AsSpan(user));
        // jsonb comes with a byte that says which binary form it is.
        Json = buffer.AsMemory(data)[1..];
        start = at;
        return true;
    }

    bool Field(ref int at, out Range field)
    {
        field = default;
        if (at + sizeof(int) > end)
        {
            return false;
        }
        var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
        at += sizeof(int);
        if (length >= 0) // a null has no bytes and leaves no range
        {
            field = at..(at + length);
            at += length;
        }
        return at <= end;
    }

    string Name(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[512];
        if (utf8.Length > chars.Length)
        {
            return Encoding.UTF8.GetString(utf8);
        }
        var name = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(name, out var known))
        {
            known = name.ToString();
            if (names.Count < MostNames)
            {
                names.Add(known);
            }
        }
        return known;
    }
}

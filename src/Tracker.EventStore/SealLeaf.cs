using System.Buffers.Binary;

namespace Tracker.EventStore;

/// <summary>What a seal keeps of one event: 65 bytes, big-endian: number, stream, version, link, standing.</summary>
readonly record struct SealLeaf(long Sequence, Guid StreamId, long Version, Chain Link, ChainStanding Standing)
{
    public const int Size = 8 + 16 + 8 + Chain.Size + 1;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt64BigEndian(target, Sequence);
        StreamId.TryWriteBytes(target[8..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(target[24..], Version);
        Link.Write(target[32..]);
        target[64] = (byte)Standing;
    }

    public static SealLeaf Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64BigEndian(bytes), new(bytes.Slice(8, 16), bigEndian: true),
        BinaryPrimitives.ReadInt64BigEndian(bytes[24..]), Chain.Read(bytes.Slice(32, Chain.Size)), (ChainStanding)bytes[64]);

    public static IEnumerable<SealLeaf> ReadAll(byte[] leaves)
    {
        for (var at = 0; at + Size <= leaves.Length; at += Size)
        {
            yield return Read(leaves.AsSpan(at, Size));
        }
    }
}

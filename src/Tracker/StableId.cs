using System.Security.Cryptography;

namespace Tracker;

/// <summary>An id that follows from what it stands for, so that two people who make the same thing at once meet.</summary>
public static class StableId
{
    public static Guid Of(ReadOnlySpan<byte> facts)
    {
        var hash = SHA256.HashData(facts);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80); // version 8: ours
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}

using System.Security.Cryptography;

namespace Tracker.EventStore;

/// <summary>Checks the seals of a bundle against each other, against their leaves, and against what was kept elsewhere.</summary>
sealed class SealVerification(Seal[] seals, Func<Seal, byte[]> leavesOf, VerificationOptions options, Action<Finding> found)
{
    readonly Dictionary<string, ECDsa> keys = [];

    /// <returns>The numbers of the seals whose leaves may be believed.</returns>
    public HashSet<long> Run()
    {
        foreach (var pem in options.PublicKeys)
        {
            var key = ECDsa.Create();
            key.ImportFromPem(pem);
            keys[Seal.KeyIdOf(key)] = key;
        }
        var trusted = new HashSet<long>();
        Seal? last = null;
        foreach (var seal in seals)
        {
            for (var missing = (last?.Number ?? 0) + 1; missing < seal.Number; missing++)
            {
                found(new(FindingKind.SealRemoved, Seal: missing));
                if (missing - (last?.Number ?? 0) >= VerificationReport.Kept) break;
            }
            var follows = seal.Number == (last?.Number ?? 0) + 1;
            var leaves = leavesOf(seal);
            var whole = Seal.RootOf(IsRoot(seal.PreviousRoot) ? seal.PreviousRoot : Seal.NoRoot, leaves) == seal.Root && CountsFit(seal, leaves);
            if (!whole || seal.Write() != seal.Statement || seal.Number <= (last?.Number ?? 0)
                || (follows && (seal.PreviousRoot != (last?.Root ?? Seal.NoRoot) || seal.FromSequence != (last?.ToSequence ?? 0) + 1)))
            {
                found(About(FindingKind.SealChanged, seal));
            }
            if (KeyOf(seal) is not { } key || !seal.IsSignedBy(key))
            {
                found(About(FindingKind.SignatureWrong, seal));
            }
            if (whole)
            {
                trusted.Add(seal.Number);
            }
            last = seal;
        }
        CompareRoots();
        return trusted;
    }

    void CompareRoots()
    {
        foreach (var (number, given) in options.Roots)
        {
            var root = string.Concat(given.Where(char.IsAsciiHexDigit)).ToLowerInvariant();
            if (!Array.Exists(seals, seal => seal.Root == root && (number ?? seal.Number) == seal.Number))
            {
                var seal = Array.Find(seals, seal => seal.Number == number);
                found(new(FindingKind.RootUnknown, Seal: number, SealedAt: seal?.SealedAt, Detail: root));
            }
        }
    }

    ECDsa? KeyOf(Seal seal)
    {
        if (options.PublicKeys.Count == 0 && !keys.ContainsKey(seal.KeyId))
        {
            var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(seal.PublicKey);
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                return null;
            }
            keys[Seal.KeyIdOf(key)] = key;
        }
        return keys.GetValueOrDefault(seal.KeyId);
    }

    static bool CountsFit(Seal seal, byte[] leaves)
    {
        var (events, foreign, broken, streams, last) = (0L, 0L, 0L, new HashSet<Guid>(), seal.FromSequence - 1);
        var firstBroken = (long?)null;
        foreach (var leaf in SealLeaf.ReadAll(leaves))
        {
            if (leaf.Sequence <= last || leaf.Sequence > seal.ToSequence)
            {
                return false;
            }
            (events, last) = (events + 1, leaf.Sequence);
            streams.Add(leaf.StreamId);
            foreign += leaf.Standing is ChainStanding.Foreign ? 1 : 0;
            broken += leaf.Standing is ChainStanding.Broken ? 1 : 0;
            firstBroken ??= leaf.Standing is ChainStanding.Broken ? leaf.Sequence : null;
        }
        return leaves.Length % SealLeaf.Size == 0
            && (events, streams.Count, foreign, broken, firstBroken) == (seal.Events, seal.Streams, seal.ForeignEvents, seal.BrokenEvents, seal.FirstBroken);
    }

    static bool IsRoot(string text) => Chain.Parse(text) is not null;

    static Finding About(FindingKind kind, Seal seal) => new(kind, Seal: seal.Number, SealedAt: seal.SealedAt);
}

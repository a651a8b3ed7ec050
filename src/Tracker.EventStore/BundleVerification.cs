using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tracker.EventStore;

/// <summary>Proves a bundle without a database: chains, seals, signatures. Keeps one link a stream and one seal's leaves in memory.</summary>
public sealed class BundleVerification
{
    readonly ZipArchive zip;
    readonly BundleManifest manifest;
    readonly IProgress<long>? progress;
    readonly List<Finding> findings = [];
    readonly List<ForeignEvent> foreign = [];
    readonly StreamChains chains = new();
    long findingCount, foreignCount, unsealed;

    BundleVerification(ZipArchive zip, BundleManifest manifest, IProgress<long>? progress) =>
        (this.zip, this.manifest, this.progress) = (zip, manifest, progress);

    /// <summary>Verifies a bundle.</summary>
    /// <param name="bundle">The zip file; must be able to seek.</param>
    /// <param name="options">Keys and roots that were kept elsewhere.</param>
    /// <param name="progress">Told of events read, now and then.</param>
    /// <exception cref="UnreadableBundleException">The file is no bundle, or a damaged or incomplete one.</exception>
    public static VerificationReport Run(Stream bundle, VerificationOptions options, IProgress<long>? progress = null)
    {
        try
        {
            using var zip = new ZipArchive(bundle, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry(BundleFormat.Manifest) is not { } entry)
            {
                throw NotABundle();
            }
            using var stream = entry.Open();
            var manifest = JsonSerializer.Deserialize(stream, BundleJson.Default.BundleManifest);
            if (manifest?.Format != BundleFormat.Name)
            {
                throw NotABundle();
            }
            if (manifest.Version > BundleFormat.Version)
            {
                throw new UnreadableBundleException("bundle-newer", $"The bundle has format {manifest.Version}, this program knows {BundleFormat.Version}.");
            }
            return new BundleVerification(zip, manifest, progress).Verify(options);
        }
        catch (InvalidDataException e) when (!StartsLikeZip(bundle))
        {
            throw NotABundle(e);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new UnreadableBundleException("bundle-damaged", $"The bundle is damaged: {e.Message}", e);
        }
    }

    VerificationReport Verify(VerificationOptions options)
    {
        Seal[] seals = [.. Lines(BundleFormat.Seals, BundleJson.Default.Seal)];
        var trusted = new SealVerification(seals, LeavesOf, options, Found).Run();
        var events = WalkEvents(seals, trusted);
        if (findingCount == 0 && (events != manifest.Events || seals.Length != manifest.Seals))
        {
            throw new UnreadableBundleException("bundle-incomplete",
                $"The bundle says {manifest.Events} events and {manifest.Seals} seals, and holds {events} and {seals.Length}.");
        }
        return new(manifest, unsealed, seals.LastOrDefault(), [.. seals.Select(seal => seal.KeyId).Distinct()], options.PublicKeys.Count > 0,
            foreign, foreignCount, findings, findingCount);
    }

    /// <summary>Events and leaves side by side, both in the order of the numbers.</summary>
    long WalkEvents(Seal[] seals, HashSet<long> trusted)
    {
        var sealedUpTo = seals.Where(seal => trusted.Contains(seal.Number)).Select(seal => seal.ToSequence).DefaultIfEmpty(0).Max();
        using var leaves = Leaves(seals, trusted).GetEnumerator();
        var left = leaves.MoveNext();
        var (events, last, at) = (0L, long.MinValue, 0);
        foreach (var e in Lines(BundleFormat.Events, BundleJson.Default.EventImage))
        {
            if (++events % 10_000 == 0)
            {
                progress?.Report(events);
            }
            for (; left && leaves.Current.Leaf.Sequence < e.Sequence; left = leaves.MoveNext())
            {
                Removed(leaves.Current.Seal, leaves.Current.Leaf);
            }
            while (at < seals.Length && (seals[at].ToSequence < e.Sequence || !trusted.Contains(seals[at].Number)))
            {
                at++;
            }
            var covering = at < seals.Length && seals[at].FromSequence <= e.Sequence ? seals[at] : null;
            if (e.Sequence <= last || e.Sequence < 1)
            {
                Added(e, covering);
            }
            else if (left && leaves.Current.Leaf.Sequence == e.Sequence)
            {
                Compare(e, leaves.Current.Seal, leaves.Current.Leaf);
                left = leaves.MoveNext();
            }
            else if (covering is not null)
            {
                Added(e, covering);
            }
            else
            {
                unsealed += e.Sequence > sealedUpTo ? 1 : 0;
                Follow(e);
            }
            last = Math.Max(last, e.Sequence);
        }
        for (; left; left = leaves.MoveNext())
        {
            Removed(leaves.Current.Seal, leaves.Current.Leaf);
        }
        return events;
    }

    /// <summary>An event that no seal covers: only the chain speaks for it.</summary>
    void Follow(EventImage e)
    {
        var before = chains.VersionOf(e.StreamId);
        var (_, standing) = chains.Next(e);
        if (e.Version > before + 1)
        {
            Found(new(FindingKind.EventRemoved, StreamId: e.StreamId, Version: before + 1));
        }
        else if (standing is ChainStanding.Broken)
        {
            Found(About(FindingKind.EventChanged, e, null));
        }
        Note(e, standing, null);
    }

    /// <summary>An event against its leaf. What follows is chained to what was sealed, so that one change is one finding.</summary>
    void Compare(EventImage e, Seal seal, SealLeaf leaf)
    {
        var (link, standing) = chains.Weigh(e);
        var same = (e.StreamId, e.Version, link, standing) == (leaf.StreamId, leaf.Version, leaf.Link, leaf.Standing);
        if (!same)
        {
            Found(About(FindingKind.EventChanged, e, seal));
        }
        else if (standing is ChainStanding.Broken)
        {
            Found(About(FindingKind.EventBrokenWhenSealed, e, seal));
        }
        chains.Set(leaf.StreamId, leaf.Version, leaf.Standing is ChainStanding.Broken && Chain.Parse(e.Chain) is { } carried ? carried : leaf.Link);
        Note(e, standing, same ? seal : null);
    }

    /// <summary>An event that the seals don't know. If one of ours was chained to it later, that one did nothing wrong.</summary>
    void Added(EventImage e, Seal? seal)
    {
        Found(About(FindingKind.EventAdded, e, seal));
        if (e.Version == chains.VersionOf(e.StreamId) + 1)
        {
            chains.Next(e);
        }
    }

    void Removed(Seal seal, SealLeaf leaf)
    {
        Found(new(FindingKind.EventRemoved, leaf.Sequence, leaf.StreamId, leaf.Version, Seal: seal.Number, SealedAt: seal.SealedAt));
        chains.Set(leaf.StreamId, leaf.Version, leaf.Link);
    }

    void Note(EventImage e, ChainStanding standing, Seal? seal)
    {
        if (standing is ChainStanding.Foreign && ++foreignCount <= VerificationReport.Kept)
        {
            foreign.Add(new(e.Sequence, e.StreamId, e.Version, e.Type, e.At, seal?.Number));
        }
    }

    void Found(Finding finding)
    {
        if (++findingCount <= VerificationReport.Kept)
        {
            findings.Add(finding);
        }
    }

    static Finding About(FindingKind kind, EventImage e, Seal? seal) =>
        new(kind, e.Sequence, e.StreamId, e.Version, e.Type, e.At, seal?.Number, seal?.SealedAt);

    IEnumerable<(Seal Seal, SealLeaf Leaf)> Leaves(Seal[] seals, HashSet<long> trusted) =>
        seals.Where(seal => trusted.Contains(seal.Number)).SelectMany(seal => SealLeaf.ReadAll(LeavesOf(seal)), (seal, leaf) => (seal, leaf));

    byte[] LeavesOf(Seal seal)
    {
        if (zip.GetEntry(BundleFormat.Leaves(seal.Number)) is not { } entry)
        {
            return [];
        }
        using var stream = entry.Open();
        using var leaves = new MemoryStream();
        stream.CopyTo(leaves);
        return leaves.ToArray();
    }

    IEnumerable<T> Lines<T>(string name, JsonTypeInfo<T> type)
    {
        using var reader = new StreamReader((zip.GetEntry(name)
            ?? throw new UnreadableBundleException("bundle-incomplete", $"The bundle has no {name}.")).Open(), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize(line, type) ?? throw new JsonException($"{name} has an empty line.");
        }
    }

    static bool StartsLikeZip(Stream bundle)
    {
        bundle.Position = 0;
        return bundle.ReadByte() == 'P' && bundle.ReadByte() == 'K';
    }

    static UnreadableBundleException NotABundle(Exception? inner = null) => new("not-a-bundle", "The file is not a bundle of this program.", inner);
}

namespace Tracker.EventStore;

/// <summary>What was found to differ.</summary>
public enum FindingKind
{
    /// <summary>An event is not what it was when it was sealed, or does not fit its stream's chain.</summary>
    EventChanged,

    /// <summary>An event is missing.</summary>
    EventRemoved,

    /// <summary>An event stands where none was when the range was sealed.</summary>
    EventAdded,

    /// <summary>An event did not fit its chain when it was sealed already: it was changed before.</summary>
    EventBrokenWhenSealed,

    /// <summary>A seal's statement, leaves or root don't fit each other or the seal before.</summary>
    SealChanged,

    /// <summary>A number is missing among the seals.</summary>
    SealRemoved,

    /// <summary>A seal is not signed by a key that is trusted.</summary>
    SignatureWrong,

    /// <summary>A root that was kept elsewhere (on paper, in a mail) is not that of its seal, or of any.</summary>
    RootUnknown,
}

/// <summary>One difference, with as much of the event as is known: of a removed one its seal keeps number, stream and version.</summary>
/// <param name="Seal">The seal that covers it, or that it is about.</param>
/// <param name="Detail">The root that was looked for.</param>
public sealed record Finding(
    FindingKind Kind, long? Sequence = null, Guid? StreamId = null, long? Version = null, string? Type = null, DateTimeOffset? Time = null,
    long? Seal = null, DateTimeOffset? SealedAt = null, string? Detail = null);

/// <summary>An event that another program appended.</summary>
/// <param name="Seal">The seal that covers it; null where none does yet.</param>
public sealed record ForeignEvent(long Sequence, Guid StreamId, long Version, string Type, DateTimeOffset? Time, long? Seal);

/// <summary>What verifying a bundle gave.</summary>
/// <param name="Manifest">What the bundle says of itself.</param>
/// <param name="Unsealed">Events behind the last seal: only their chains speak for them.</param>
/// <param name="LastSeal">The last seal; null without one.</param>
/// <param name="KeyIds">The keys that signed.</param>
/// <param name="KeysGiven">Whether the public keys came from outside the bundle: else the signatures prove only that it is of one piece.</param>
/// <param name="Foreign">The first events that another program wrote, at most <see cref="Kept"/>.</param>
/// <param name="ForeignCount">All of them.</param>
/// <param name="Findings">The first differences: those of seals, then those of events in the order of their numbers; at most <see cref="Kept"/> of each.</param>
/// <param name="FindingCount">All of them.</param>
public sealed record VerificationReport(
    BundleManifest Manifest, long Unsealed, Seal? LastSeal, IReadOnlyList<string> KeyIds, bool KeysGiven,
    IReadOnlyList<ForeignEvent> Foreign, long ForeignCount, IReadOnlyList<Finding> Findings, long FindingCount)
{
    public const int Kept = 1000;

    public bool IsGood => FindingCount == 0;

    /// <summary>The first event that was changed, removed or added.</summary>
    public Finding? FirstEvent => Findings.FirstOrDefault(finding => finding.Kind <= FindingKind.EventBrokenWhenSealed);
}

/// <summary>What is known from outside the bundle.</summary>
/// <param name="PublicKeys">PEM texts that are trusted; none: those in the bundle are taken.</param>
/// <param name="Roots">Roots kept elsewhere, hexadecimal, spaces allowed, each with its seal's number where that is known.</param>
public sealed record VerificationOptions(IReadOnlyList<string> PublicKeys, IReadOnlyList<(long? Seal, string Root)> Roots)
{
    public static VerificationOptions None { get; } = new([], []);
}

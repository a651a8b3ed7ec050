using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.EventStore;

/// <summary>A signed digest over every event stored since the seal before.</summary>
/// <param name="Number">1, 2, 3 … without gaps.</param>
/// <param name="FromSequence">First number of the range.</param>
/// <param name="ToSequence">Last number of the range, inclusive: nothing at or below it can appear later.</param>
/// <param name="Events">Events in the range.</param>
/// <param name="Streams">Streams that they belong to.</param>
/// <param name="ForeignEvents">Of them written by another program.</param>
/// <param name="BrokenEvents">Of them not fitting their stream's chain when the seal was made: changed before it.</param>
/// <param name="FirstBroken">The number of the first of those.</param>
/// <param name="Root">SHA-256 over the root before and the leaves, hexadecimal.</param>
/// <param name="PreviousRoot">That of the seal before; 64 zeros in the first.</param>
/// <param name="SealedAt">By the server's clock, in the installation's zone, to the second.</param>
/// <param name="Zone">That zone.</param>
/// <param name="Installation">Whose events these are, as the caller names it.</param>
/// <param name="KeyId">SHA-256 over the public key (SubjectPublicKeyInfo), hexadecimal.</param>
/// <param name="PublicKey">The public key, PEM.</param>
public sealed record Seal(
    long Number, long FromSequence, long ToSequence, long Events, long Streams, long ForeignEvents, long BrokenEvents, long? FirstBroken,
    string Root, string PreviousRoot, DateTimeOffset SealedAt, string Zone, string Installation, string KeyId, string PublicKey)
{
    internal const string NoRoot = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The text that is signed, mailed and printed; UTF-8, lines end in \n.</summary>
    public string Statement { get; init; } = "";

    /// <summary>ECDSA over <see cref="Statement"/> with SHA-256, as DER in base64: what openssl dgst -verify reads.</summary>
    public string Signature { get; init; } = "";

    /// <summary>The statement that these facts give.</summary>
    internal string Write() => string.Create(CultureInfo.InvariantCulture,
        $"""
        Tracker 封存记录
        编号 number: {Number}
        单位 installation: {Installation}
        起始序号 from: {FromSequence}
        截止序号 to: {ToSequence}
        事件数 events: {Events}
        事件流数 streams: {Streams}
        外来事件数 foreign: {ForeignEvents}
        断链事件数 broken: {BrokenEvents}
        首个断链事件序号 first-broken: {(FirstBroken is { } first ? first.ToString(CultureInfo.InvariantCulture) : "-")}
        本次摘要 root: {Root}
        上次摘要 previous: {PreviousRoot}
        封存时间 sealed: {SealedAt:yyyy-MM-ddTHH:mm:sszzz} {Zone}
        公钥指纹 key: {KeyId}

        """).ReplaceLineEndings("\n");

    internal Seal Sign(ECDsa key)
    {
        var statement = Write();
        var signature = key.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return this with { Statement = statement, Signature = Convert.ToBase64String(signature) };
    }

    /// <summary>Whether the signature fits the statement and this public key.</summary>
    public bool IsSignedBy(ECDsa key)
    {
        var signature = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, signature, out var length) && key.VerifyData(
            Encoding.UTF8.GetBytes(Statement), signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal static string RootOf(string previous, ReadOnlySpan<byte> leaves)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(previous));
        hash.AppendData(leaves);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The name of a public key: SHA-256 over its SubjectPublicKeyInfo, hexadecimal.</summary>
    public static string KeyIdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}

/// <summary>Whose seal it is, and where its day ends.</summary>
/// <param name="Installation">A name for people; line breaks in it become spaces.</param>
/// <param name="Zone">The zone of the printed time and of "once a day".</param>
public sealed record SealOptions(string Installation, TimeZoneInfo Zone)
{
    /// <summary>A longer backlog is sealed in several seals, each read and kept in memory as 65 bytes an event.</summary>
    public int EventsPerSeal { get; init; } = 100_000;
}

/// <summary>A seal with the events in it that are not plainly ours.</summary>
/// <param name="Seal">The seal.</param>
/// <param name="Odd">Foreign and broken events in order, at most <see cref="Limit"/>.</param>
public sealed record SealContent(Seal Seal, IReadOnlyList<SealedEvent> Odd)
{
    public const int Limit = 1000;
}

/// <summary>An event as a seal knows it.</summary>
public sealed record SealedEvent(long Sequence, Guid StreamId, long Version, ChainStanding Standing);

using System.Security.Cryptography;
using Tracker.EventStore;
using Tracker.Seals;

namespace Tracker.Web.Seals;

/// <summary>How a seal's signature stands to the key of this program, as the name of its text.</summary>
sealed class SealCheck : IDisposable
{
    readonly ECDsa? key;

    SealCheck(ECDsa? key, RefusalException? problem) => (this.key, Problem) = (key, problem);

    public RefusalException? Problem { get; }

    public string? PublicKey => key?.ExportSubjectPublicKeyInfoPem();

    public static SealCheck Of(SealEvents events)
    {
        try
        {
            return new(events.FindKey(), null);
        }
        catch (RefusalException odd)
        {
            return new(null, odd);
        }
    }

    public string Of(Seal seal) => this switch
    {
        { key: null } => "Seals.Signature.Unknown",
        _ when seal.IsSignedBy(key) => "Seals.Signature.Valid",
        _ when seal.KeyId != Seal.KeyIdOf(key) => "Seals.Signature.OtherKey",
        _ => "Seals.Signature.Wrong",
    };

    public void Dispose() => key?.Dispose();
}

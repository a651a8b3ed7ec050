using System.Security.Cryptography;

namespace Tracker.EventStore.Tests;

/// <summary>A key as the administrator of the program has it, and the administrator of the database has not.</summary>
sealed class SealKey : IDisposable
{
    public static SealOptions Options { get; } = new("青芦县", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => Key.ExportSubjectPublicKeyInfoPem();

    public void Dispose() => Key.Dispose();
}

using System.Security.Cryptography;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Seals;

/// <summary>封存: seals all events in the name of this installation. The clock, a person and the command line call it alike.</summary>
/// <param name="installation">What the seal calls this installation; null for the demo town's name, else the product's.</param>
public sealed class SealEvents(DocumentStore store, SealKeyFile key, TimeZoneInfo zone, string? installation)
{
    /// <returns>The seals made; none where today's holds all there is.</returns>
    public async Task<IReadOnlyList<Seal>> Handle(IProgress<long>? progress, CancellationToken ct)
    {
        using var signing = key.Open();
        return await store.SealAsync(signing, new(await Name(ct), zone), progress, ct);
    }

    /// <summary>The public key that belongs to the file, or null where there is none yet.</summary>
    public ECDsa? FindKey() => key.Find();

    async Task<string> Name(CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(installation)) return installation.Trim();
        await using var connection = await store.OpenConnectionAsync(ct);
        return await InstallationTable.Find(connection, InstallationTable.DemoTown, ct) ?? "Tracker";
    }
}

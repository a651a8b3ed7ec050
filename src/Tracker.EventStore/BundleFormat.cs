using System.Globalization;
using System.Text.Json.Serialization;

namespace Tracker.EventStore;

/// <summary>What a bundle says of itself.</summary>
/// <param name="Format">Always tracker-bundle.</param>
/// <param name="Version">1.</param>
/// <param name="Events">Lines of events.jsonl.</param>
/// <param name="Seals">Lines of seals.jsonl.</param>
/// <param name="LastSequence">The number of the last event; 0 without one.</param>
/// <param name="ExportedAt">By the server's clock.</param>
public sealed record BundleManifest(string Format, int Version, long Events, int Seals, long LastSequence, string ExportedAt);

/// <summary>The names in the zip file.</summary>
static class BundleFormat
{
    public const string Name = "tracker-bundle";
    public const int Version = 1;
    public const string Manifest = "manifest.json";
    public const string Events = "events.jsonl";
    public const string Seals = "seals.jsonl";

    public static string Leaves(long seal) => string.Create(CultureInfo.InvariantCulture, $"leaves/{seal}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EventImage))]
[JsonSerializable(typeof(Seal))]
[JsonSerializable(typeof(BundleManifest))]
sealed partial class BundleJson : JsonSerializerContext;

/// <summary>The file is no bundle, or not a whole one.</summary>
/// <param name="code">For machines: not-a-bundle, bundle-damaged, bundle-incomplete, bundle-newer.</param>
public sealed class UnreadableBundleException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code => code;
}

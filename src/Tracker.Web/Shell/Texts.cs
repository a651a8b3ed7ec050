using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Tracker.Web.Shell;

/// <summary>
/// What the interface says, in the language of the request. Each feature folder brings its own Texts.resx (Chinese)
/// and Texts.en.resx, with keys <c>Feature.Name</c>; a refusal's English sentence, <c>Refusal.code</c>, stands with the feature that refuses.
/// </summary>
public sealed class Texts
{
    readonly FrozenDictionary<string, string> _chinese = Load(CultureInfo.InvariantCulture);
    readonly FrozenDictionary<string, string> _english = Load(Languages.English);

    public string this[string key] => Find(key) ?? key;

    public string this[string key, params object?[] values] =>
        string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The refusal's own sentence, which is Chinese and names dates and numbers; to an English reader the text of its code.</summary>
    public string Refusal(RefusalException refusal) =>
        Languages.IsEnglish(CultureInfo.CurrentUICulture) ? Find($"Refusal.{refusal.Code}") ?? refusal.Message : refusal.Message;

    string? Find(string key) =>
        (Languages.IsEnglish(CultureInfo.CurrentUICulture) ? _english : _chinese).GetValueOrDefault(key);

    static FrozenDictionary<string, string> Load(CultureInfo culture)
    {
        var assembly = typeof(Texts).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".Texts.resources", StringComparison.Ordinal))
            .Select(name => new ResourceManager(name[..^".resources".Length], assembly))
            .Select(manager => manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false))
            .SelectMany(texts => texts?.Cast<System.Collections.DictionaryEntry>() ?? [])
            .ToFrozenDictionary(text => (string)text.Key, text => (string)text.Value!);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tracker.EventStore;

/// <summary>The stored name of each event type, and how events become JSON.</summary>
public sealed class EventTypes
{
    readonly Dictionary<Type, Mapped> byType = [];
    readonly Dictionary<string, Type> byName = [];

    JsonSerializerOptions json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter() },
        // jsonb keeps neither the order of properties nor escapes: a discriminator may come last, and Chinese stays short.
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Gives an event type its stored name, for ever.</summary>
    /// <exception cref="ArgumentException">The type or the name is mapped already.</exception>
    public EventTypes Map<TEvent>(string name) where TEvent : class
    {
        var type = typeof(TEvent);
        byName.Add(name, type);
        byType.Add(type, new(name, $"{type.FullName}, {type.Assembly.GetName().Name}"));
        return this;
    }

    /// <summary>Every stored name with its type.</summary>
    public IReadOnlyDictionary<string, Type> Names => byName;

    /// <summary>Replaces the JSON settings, e.g. by those of a source-generated context.</summary>
    /// <remarks>They must agree with what is stored already: see the README for the settings that match Marten's.</remarks>
    public void UseJson(JsonSerializerOptions options)
    {
        json = new(options) { AllowOutOfOrderMetadataProperties = true };
        json.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
    }

    /// <exception cref="UnknownEventTypeException">The type was never mapped.</exception>
    internal (string Name, string DotNetType, byte[] Json) Write(object e)
    {
        var type = e.GetType();
        var (name, dotNetType) = byType.GetValueOrDefault(type) ?? throw new UnknownEventTypeException(type.Name);
        return (name, dotNetType, JsonSerializer.SerializeToUtf8Bytes(e, json.GetTypeInfo(type)));
    }

    /// <exception cref="UnknownEventTypeException">No type is mapped to the stored name.</exception>
    internal object Read(string name, ReadOnlySpan<byte> utf8) =>
        byName.TryGetValue(name, out var type)
            ? JsonSerializer.Deserialize(utf8, json.GetTypeInfo(type))
                ?? throw new JsonException($"An event of type '{name}' is stored as null.")
            : throw new UnknownEventTypeException(name);

    sealed record Mapped(string Name, string DotNetType);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tracker.EventStore;

/// <summary>The stored name of each event type, and how events become JSON.</summary>
public sealed class EventTypes
{
    readonly Dictionary<Type, Mapped> byType = [];
    readonly Dictionary<string, Type> byName = [];
    readonly Dictionary<string, Upcaster> upcasters = [];

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

    /// <summary>Reads what is stored under a name as another type: an old name of an event, or an event of old shape under its name of today.</summary>
    /// <typeparam name="TEvent">What the store gives for it; mapped under its own name, by which new ones are written.</typeparam>
    /// <param name="storedName">The name in the rows.</param>
    /// <param name="change">
    /// Makes the stored JSON that of today, and leaves today's as it is where both stand under one name. Null: the shape is the same.
    /// </param>
    /// <exception cref="ArgumentException">The name has an upcaster already.</exception>
    public EventTypes Upcast<TEvent>(string storedName, Func<JsonObject, JsonObject>? change = null) where TEvent : class
    {
        upcasters.Add(storedName, (utf8, json) => change is null
            ? JsonSerializer.Deserialize(utf8, json.GetTypeInfo(typeof(TEvent)))
            : change((JsonObject)JsonNode.Parse(utf8)!).Deserialize(json.GetTypeInfo(typeof(TEvent))));
        return this;
    }

    /// <summary>Reads what is stored under an old name as its old type, and makes the event of today of it.</summary>
    /// <typeparam name="TOld">The old type; it has a place in the JSON settings and is never written again.</typeparam>
    /// <typeparam name="TNew">What the store gives for it.</typeparam>
    /// <param name="storedName">The name in the rows.</param>
    /// <param name="change">Pure: the same old event gives the same new one for ever.</param>
    /// <exception cref="ArgumentException">The name has an upcaster already.</exception>
    public EventTypes Upcast<TOld, TNew>(string storedName, Func<TOld, TNew> change) where TOld : class where TNew : class
    {
        upcasters.Add(storedName, (utf8, json) =>
            JsonSerializer.Deserialize(utf8, json.GetTypeInfo(typeof(TOld))) is TOld old ? change(old) : null);
        return this;
    }

    /// <summary>Every name that is written, with its type.</summary>
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

    /// <summary>The event that a row holds, brought to today's shape.</summary>
    /// <param name="name">The stored name.</param>
    /// <param name="utf8">The stored JSON.</param>
    /// <exception cref="UnknownEventTypeException">Neither a type nor an upcaster belongs to the stored name.</exception>
    /// <exception cref="JsonException">The JSON is not of that type.</exception>
    public object Read(string name, ReadOnlySpan<byte> utf8)
    {
        var read = upcasters.Count > 0 && upcasters.TryGetValue(name, out var upcast) ? upcast(utf8, json)
            : byName.TryGetValue(name, out var type) ? JsonSerializer.Deserialize(utf8, json.GetTypeInfo(type))
            : throw new UnknownEventTypeException(name);
        return read ?? throw new JsonException($"An event of type '{name}' is stored as null.");
    }

    delegate object? Upcaster(ReadOnlySpan<byte> utf8, JsonSerializerOptions json);

    internal string WriteState<T>(T state) => JsonSerializer.Serialize(state, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T)));

    internal T ReadState<T>(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T))) ?? throw new JsonException("A snapshot is stored as null.");

    sealed record Mapped(string Name, string DotNetType);
}

using System.Reflection;

namespace Tracker.EventStore;

/// <summary>The .sql files of this project, which name the schema as {schema}.</summary>
static class SqlScript
{
    public static string Read(string name, string schema)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Tracker.EventStore.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("{schema}", schema, StringComparison.Ordinal);
    }
}

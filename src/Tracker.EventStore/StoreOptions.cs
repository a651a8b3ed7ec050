using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tracker.EventStore;

/// <summary>What a store is made of: names, event types, projections and the caller's own tables.</summary>
public sealed partial class StoreOptions
{
    readonly Dictionary<Type, string> streamTypes = [];
    readonly List<Migration> migrations = [];

    /// <summary>The schema that holds every table; made by <see cref="DocumentStore.MigrateAsync"/> where it is missing.</summary>
    /// <exception cref="ArgumentException">Not a plain lower-case identifier.</exception>
    public string SchemaName
    {
        get;
        set => field = PlainIdentifier().IsMatch(value) ? value
            : throw new ArgumentException($"'{value}' is not a schema name of lower-case letters, digits and underscores.", nameof(value));
    } = "tracker";

    /// <summary>Stored names of the events, and their JSON.</summary>
    public EventTypes Events { get; } = new();

    /// <summary>What is made of the events, and when.</summary>
    public ProjectionOptions Projections { get; } = new();

    /// <summary>Which aggregates keep snapshots of long streams.</summary>
    public SnapshotOptions Snapshots { get; } = new();

    /// <summary>How the daemon waits and retries.</summary>
    public DaemonOptions Daemon { get; } = new();

    /// <summary>The clock of every stored time.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where the daemon tells of pauses, lost connections and handovers.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal IReadOnlyList<Migration> Migrations => migrations;

    /// <summary>Names the streams of an aggregate (<c>mt_streams.type</c>).</summary>
    public void AddStreamType<TAggregate>(string alias) => streamTypes.Add(typeof(TAggregate), alias);

    /// <summary>Adds a step for the caller's own tables. Applied once, in order, with the schema on the search path.</summary>
    /// <param name="version">1, 2, 3 … without gaps.</param>
    /// <param name="name">What it does, for people reading <c>tracker_migrations</c>.</param>
    /// <param name="sql">Statements that can run in a transaction. Never changed once released.</param>
    public void Migrate(int version, string name, string sql)
    {
        if (version != migrations.Count + 1)
        {
            throw new ArgumentException($"Migration {version} ({name}) does not follow migration {migrations.Count}.", nameof(version));
        }
        migrations.Add(new(version, name, sql));
    }

    internal string StreamType(Type aggregate) => streamTypes.TryGetValue(aggregate, out var alias) ? alias
        : throw new InvalidOperationException($"{aggregate.Name} has no stream type: call AddStreamType<{aggregate.Name}>(alias).");

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,47}$")]
    private static partial Regex PlainIdentifier();
}

sealed record Migration(int Version, string Name, string Sql);

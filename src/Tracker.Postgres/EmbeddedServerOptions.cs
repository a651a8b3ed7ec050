namespace Tracker.Postgres;

/// <summary>What a private server is started with.</summary>
public sealed record EmbeddedServerOptions
{
    /// <summary>
    /// The folder that keeps the cluster, its password, locks and log. It belongs to the server alone and is made
    /// where it is missing.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>The database made together with the cluster; it is owned by the role the connection string names.</summary>
    public string Database { get; init; } = "tracker";

    /// <summary>A fixed port on 127.0.0.1; any free one where null.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// The folder of initdb, pg_ctl and postgres to use; where null, the one that TRACKER_POSTGRES_BIN names, else the
    /// first found: <c>postgres/bin</c> beside the application, the npm package, an installed server.
    /// </summary>
    public string? Programs { get; init; }

    /// <summary>Told in one sentence what is going on, for the steps that take seconds.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>False only for data that may be lost with the machine, as in tests: nothing is forced to disk.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How long the server may take to accept connections, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Further settings of the server by name, with values as they stand in postgresql.conf.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

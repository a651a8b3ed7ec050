using System.Data.Common;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Streams of events in one PostgreSQL schema, on Marten's tables. One per process; safe for many threads.</summary>
public sealed class DocumentStore : IAsyncDisposable
{
    readonly NpgsqlDataSource dataSource;

    DocumentStore(string connectionString, StoreOptions options)
    {
        Options = options;
        dataSource = DataSource(connectionString, Schema, _ => { });
        ConnectionString = connectionString;
        Commits = new(dataSource, $"tracker_{Schema}");
        PrivateSessions = Unpooled("as of", commandTimeout: 0);
    }

    internal StoreOptions Options { get; }

    internal string Schema => Options.SchemaName;

    internal string ConnectionString { get; }

    internal CommitSignal Commits { get; }

    internal NpgsqlDataSource PrivateSessions { get; }

    /// <summary>Now, as PostgreSQL can keep it: an inline row and its rebuilt twin carry the same microsecond.</summary>
    internal DateTimeOffset Now
    {
        get
        {
            var now = Options.Time.GetUtcNow().ToUniversalTime();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Makes a store; nothing is opened yet.</summary>
    public static DocumentStore For(string connectionString, Action<StoreOptions> configure)
    {
        var options = new StoreOptions();
        configure(options);
        return new(connectionString, options);
    }

    /// <summary>Brings the database to this build's tables. Several nodes may call it at once, on an empty database too.</summary>
    /// <exception cref="NewerDatabaseException">The database has migrations this build doesn't know.</exception>
    public Task MigrateAsync(CancellationToken ct = default) => new SchemaMigration(this).RunAsync(ct);

    /// <summary>Whether no event was stored yet; true for a database without tables too.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = connection.Command($"select not exists (select from {Schema}.mt_events)");
        try
        {
            return (bool)(await command.ExecuteScalarAsync(ct))!;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return true;
        }
    }

    /// <summary>An open, pooled connection with the store's schema first on its search path, for queries. Leave no session state behind.</summary>
    public async ValueTask<DbConnection> OpenConnectionAsync(CancellationToken ct = default) => await OpenAsync(ct);

    /// <summary>Begins a unit of work.</summary>
    /// <param name="userName">Who acts; stored with each event.</param>
    /// <param name="causationId">The command, unique among all commands ever: see <see cref="AlreadyDoneException"/>.</param>
    /// <param name="correlationId">Groups what one request caused.</param>
    public DocumentSession OpenSession(string? userName = null, string? causationId = null, string? correlationId = null) =>
        new(this, userName, causationId, correlationId);

    /// <summary>A daemon for the asynchronous projections, not started yet.</summary>
    public ProjectionDaemon CreateDaemon() => new(this);

    /// <summary>Makes a projection's rows anew from all events. Readers see the old rows until it is done.</summary>
    /// <remarks>
    /// Writers go on meanwhile; who uses the tables waits a moment at the end. A rebuild that was broken off, killed even,
    /// goes on from there when it is called again.
    /// </remarks>
    /// <exception cref="ArgumentException">No projection has that name.</exception>
    /// <exception cref="RebuildRefusedException">Something depends on its tables, or it is being rebuilt.</exception>
    /// <exception cref="UnknownEventTypeException">A stored event has a type that isn't mapped; the old rows stay.</exception>
    public Task RebuildAsync(string projectionName, IProgress<RebuildProgress>? progress = null, CancellationToken ct = default) =>
        new Rebuild(this, projectionName, progress).RunAsync(ct);

    /// <summary>An open connection of its own that sees the tables of some projections as they stood at a moment, and can't write.</summary>
    /// <remarks>
    /// The rows are made of the events up to then, in temporary tables under the projections' own names: queries run
    /// unchanged, other tables are seen as they are. A stream counts up to its first event later than the moment.
    /// </remarks>
    /// <exception cref="ArgumentException">No projection has such a name.</exception>
    /// <exception cref="UnknownEventTypeException">A stored event has a type that isn't mapped.</exception>
    public Task<DbConnection> OpenAsOfAsync(DateTimeOffset at, IReadOnlyList<string> projectionNames, CancellationToken ct = default) =>
        new AsOf(this, at, projectionNames).OpenAsync(ct);

    /// <summary>How far each asynchronous projection is, and which one stopped at what.</summary>
    public Task<IReadOnlyList<ProjectionStatus>> ProjectionStatusAsync(CancellationToken ct = default) =>
        new Checkpoints(this).StatusAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await Commits.DisposeAsync();
        await dataSource.DisposeAsync();
        await PrivateSessions.DisposeAsync();
    }

    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken ct) => dataSource.OpenConnectionAsync(ct);

    /// <summary>Connections that are never shared, for locks and LISTEN that live as long as the session, and for long work.</summary>
    internal NpgsqlDataSource Unpooled(string purpose, int? commandTimeout = null, string? firstSchema = null) => DataSource(ConnectionString, Schema, c =>
    {
        c.Pooling = false;
        c.ApplicationName = $"tracker {purpose} {Schema}";
        c.SearchPath = firstSchema is null ? c.SearchPath : $"{firstSchema}, {c.SearchPath}";
        c.KeepAlive = 5;
        c.CommandTimeout = commandTimeout ?? c.CommandTimeout;
        // The server must notice a vanished node within seconds, or its locks outlive it.
        c.Options = $"{c.Options} -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3".Trim();
    });

    static NpgsqlDataSource DataSource(string connectionString, string schema, Action<NpgsqlConnectionStringBuilder> adjust)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // public last: extensions are often installed there.
            SearchPath = $"{schema}, public",
            // A reset at each close would throw the prepared statements away.
            NoResetOnClose = true,
            // A refused append is known by the statement that failed.
            IncludeFailedBatchedCommand = true,
        };
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 64 : settings.MaxAutoPrepare;
        adjust(settings);
        return NpgsqlDataSource.Create(settings);
    }
}

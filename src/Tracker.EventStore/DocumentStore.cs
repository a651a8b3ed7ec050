using System.Data.Common;
using System.Security.Cryptography;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Streams of events in one PostgreSQL schema, on Marten's tables. One per process; safe for many threads.</summary>
public sealed class DocumentStore : IAsyncDisposable
{
    // Appends find a few rows by key, whatever their values are. By itself the server plans some of them anew each time, and
    // a plan made while the tables were small reads all of a table long after it has grown: until statistics are gathered.
    const string ByKey =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off "
        + "-c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    readonly NpgsqlDataSource dataSource;
    readonly NpgsqlDataSource appending;

    DocumentStore(string connectionString, StoreOptions options)
    {
        Options = options;
        dataSource = DataSource(connectionString, Schema, _ => { });
        appending = DataSource(connectionString, Schema, c => c.Options = $"{c.Options} {ByKey}".Trim());
        ConnectionString = connectionString;
        InlineProjections = [.. options.Projections.Inline];
        Appends = new(this);
        StreamSql = new(Schema);
        Commits = new(dataSource, $"tracker_{Schema}");
        PrivateSessions = Unpooled("as of", commandTimeout: 0);
    }

    internal StoreOptions Options { get; }

    internal string Schema => Options.SchemaName;

    internal string ConnectionString { get; }

    internal CommitSignal Commits { get; }

    internal Committer Appends { get; }

    internal StreamSql StreamSql { get; }

    internal IProjection[] InlineProjections { get; }

    internal NpgsqlDataSource PrivateSessions { get; }

    /// <summary>Now, as PostgreSQL can keep it: an inline row and its rebuilt twin carry the same microsecond.</summary>
    internal DateTimeOffset Now => AtMicrosecond(Options.Time.GetUtcNow());

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

    /// <summary>Stores new streams with their histories by COPY, for imports of millions of events.</summary>
    /// <param name="streams">Read as it is stored; some thousand events make a transaction, each stream whole in one.</param>
    /// <param name="progress">Told after each commit how many events are stored.</param>
    /// <param name="ct">Stops between transactions or rolls back the one under way; what was committed stays.</param>
    /// <returns>The number of events stored.</returns>
    /// <remarks>Everything holds as for appends: numbers, chain, inline projections in the same transaction, the daemon's order.</remarks>
    /// <exception cref="ExistingStreamException">A stream exists, or is given twice; its transaction is rolled back.</exception>
    /// <exception cref="UnknownEventTypeException">An event's type has no stored name.</exception>
    public Task<long> BulkInsertAsync(IAsyncEnumerable<StreamHistory> streams, IProgress<long>? progress = null, CancellationToken ct = default) =>
        new BulkInsert(this, progress).RunAsync(streams, ct);

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

    /// <summary>How far each projection is, and which one stopped at what.</summary>
    public Task<IReadOnlyList<ProjectionStatus>> ProjectionStatusAsync(CancellationToken ct = default) =>
        new Checkpoints(this).StatusAsync(ct);

    /// <summary>Lets a paused projection try its event again.</summary>
    /// <returns>Whether it was paused.</returns>
    public Task<bool> ResumeProjectionAsync(string projectionName, CancellationToken ct = default) =>
        new Checkpoints(this).ResumeAsync(projectionName, ct);

    /// <summary>Lets a paused projection go on behind the event it stopped at; rebuilds pass over that event too.</summary>
    /// <param name="projectionName">The projection.</param>
    /// <param name="sequence">The event, as <see cref="ProjectionPause"/> told it: nothing happens if the projection stands elsewhere by now.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether it was paused there.</returns>
    public Task<bool> SkipProjectionAsync(string projectionName, long sequence, CancellationToken ct = default) =>
        new Checkpoints(this).SkipAsync(projectionName, sequence, ct);

    /// <summary>Seals all events committed since the last seal, in one or more seals; where nothing is new, once a day. Safe on several nodes at once.</summary>
    /// <param name="key">ECDSA P-256, kept outside the database.</param>
    /// <param name="options">Whose seal it is.</param>
    /// <param name="progress">Told of events read, now and then.</param>
    /// <param name="ct">Gives up; seals already made stay.</param>
    /// <returns>The seals made; none where today's seal holds all there is.</returns>
    public Task<IReadOnlyList<Seal>> SealAsync(ECDsa key, SealOptions options, IProgress<long>? progress = null, CancellationToken ct = default) =>
        new Sealing(this, key, options, progress).RunAsync(ct);

    /// <summary>Seals, the newest first.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="before">Only those of a smaller number.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Seal>> SealsAsync(int limit, long before = long.MaxValue, CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        return await SealRows.ReadAsync(
            connection, $"from {Schema}.tracker_seals where number < $2 order by number desc limit $1", [limit, before], ct).ToListAsync(ct);
    }

    /// <summary>One seal, and which of its events were not written by this store or did not fit their chains; null if there is none.</summary>
    public async Task<SealContent?> FindSealAsync(long number, CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        return await SealRows.ReadAsync(connection, $"from {Schema}.tracker_seals where number = $1", [number], ct).FirstOrDefaultAsync(ct) is { } seal
            ? new(seal, [.. SealLeaf.ReadAll(await SealRows.LeavesAsync(connection, Schema, number, ct))
                .Where(leaf => leaf.Standing is not ChainStanding.Whole).Take(SealContent.Limit)
                .Select(leaf => new SealedEvent(leaf.Sequence, leaf.StreamId, leaf.Version, leaf.Standing))])
            : null;
    }

    /// <summary>Writes all events and seals as they stand at this moment, for <see cref="BundleVerification"/>: a zip file.</summary>
    /// <param name="target">Written forward and back; left open.</param>
    /// <param name="progress">Told of events written, now and then.</param>
    /// <param name="ct">Gives up; what was written is no bundle.</param>
    public Task<BundleManifest> ExportAsync(Stream target, IProgress<long>? progress = null, CancellationToken ct = default) =>
        new BundleExport(this, target, progress).RunAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await Appends.DisposeAsync();
        await Commits.DisposeAsync();
        await dataSource.DisposeAsync();
        await appending.DisposeAsync();
        await PrivateSessions.DisposeAsync();
    }

    internal static DateTimeOffset AtMicrosecond(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken ct) => dataSource.OpenConnectionAsync(ct);

    /// <summary>A pooled connection for units of work.</summary>
    internal ValueTask<NpgsqlConnection> OpenToAppendAsync(CancellationToken ct) => appending.OpenConnectionAsync(ct);

    /// <summary>Connections that are never shared, for locks and LISTEN that live as long as the session, and for long work.</summary>
    /// <param name="purpose">Told to the server's administrator, with the schema.</param>
    /// <param name="commandTimeout">In seconds; 0 for none.</param>
    /// <param name="settings">Of the server's session, as its command line takes them.</param>
    /// <param name="firstSchema">Searched for tables before the store's own.</param>
    internal NpgsqlDataSource Unpooled(string purpose, int? commandTimeout = null, string settings = "", string? firstSchema = null) => DataSource(ConnectionString, Schema, c =>
    {
        c.Pooling = false;
        c.ApplicationName = $"tracker {purpose} {Schema}";
        c.SearchPath = firstSchema is null ? c.SearchPath : $"{firstSchema}, {c.SearchPath}";
        c.KeepAlive = 5;
        c.CommandTimeout = commandTimeout ?? c.CommandTimeout;
        // The server must notice a vanished node within seconds, or its locks outlive it.
        c.Options = $"{c.Options} -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 {settings}".Trim();
    });

    static NpgsqlDataSource DataSource(string connectionString, string schema, Action<NpgsqlConnectionStringBuilder> adjust)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // public last: extensions are often installed there.
            SearchPath = $"{schema}, public",
            // A reset at each close would throw the prepared statements away.
            NoResetOnClose = true,
        };
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 64 : settings.MaxAutoPrepare;
        adjust(settings);
        return NpgsqlDataSource.Create(settings);
    }
}

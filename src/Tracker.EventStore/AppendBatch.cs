using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>
/// The statements of one transaction on one connection: an append per stream, the callers' statements, the inline
/// projections'. A batch without BEGIN and COMMIT is one implicit transaction in one round trip: the server rolls all of
/// it back at the first error. Commands stay prepared and are used again, since making them is most of what an append
/// would allocate.
/// </summary>
sealed class AppendBatch(NpgsqlConnection connection, AppendSql sql) : IDisposable
{
    readonly NpgsqlBatch batch = new(connection);
    readonly AppendOne one = new(sql.One, linked: false);
    readonly AppendOne linked = new(sql.Linked, linked: true);
    readonly AppendTogether together = new(sql.Together);
    readonly CommandCache commands = new();
    readonly StatementBatch projected = new();

    /// <summary>Takes the units to store; no two of them name the same stream.</summary>
    /// <param name="units">One, or more that may share a transaction.</param>
    /// <param name="version">Versions learned beforehand, for appends that know none; null where all know theirs.</param>
    public void Fill(IReadOnlyList<UnitOfWork> units, Func<PendingStream, long>? version = null)
    {
        batch.BatchCommands.Clear();
        commands.Rewind();
        AddAppends(units, version);
        projected.Clear();
        for (var i = 0; i < units.Count; i++)
        {
            AddStatements(units[i].Statements);
            units[i].Project(projected, version);
        }
        AddStatements(projected);
    }

    public Task ExecuteAsync(CancellationToken ct) => batch.ExecuteNonQueryAsync(ct);

    public void Dispose() => batch.Dispose();

    void AddAppends(IReadOnlyList<UnitOfWork> units, Func<PendingStream, long>? version)
    {
        if (units.Count > 1)
        {
            batch.BatchCommands.Add(together.Fill(units));
            return;
        }
        foreach (var stream in units[0].Streams)
        {
            var expected = stream.Starts ? -1 : stream.Expected ?? version?.Invoke(stream);
            batch.BatchCommands.Add(stream.IsOne && units[0].Streams.Count == 1
                ? (stream.Headers is null ? one : linked).Fill(units[0], stream)
                : Many(units[0], stream, expected));
        }
    }

    void AddStatements(IReadOnlyList<(string Sql, object?[] Parameters)> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var (text, values) = statements[i];
            batch.BatchCommands.Add(commands.Take(text, values));
        }
    }

    NpgsqlBatchCommand Many(UnitOfWork unit, PendingStream stream, long? expected)
    {
        var written = stream.Written;
        return new(sql.Many)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = stream.Id },
                Text(stream.Type),
                new NpgsqlParameter { Value = (object?)expected ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new NpgsqlParameter<DateTime> { TypedValue = unit.Now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(written, w => w.Id) },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(written, w => w.Name), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(written, w => w.DotNetType), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
                new NpgsqlParameter<byte[][]> { TypedValue = Array.ConvertAll(written, w => w.Json), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
                Text(unit.Session.CorrelationId), Text(unit.Session.CausationId), Text(unit.Session.UserName),
            },
        };
    }

    static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Varchar };
}

/// <summary>The store's own statements with the schema filled in.</summary>
sealed class AppendSql(string schema)
{
    public string One { get; } = SqlScript.Read("append-one.sql", schema);

    /// <summary>Behind an event that the caller has read.</summary>
    public string Linked { get; } = SqlScript.Read("append-linked.sql", schema);

    public string Together { get; } = SqlScript.Read("append-many.sql", schema);

    public string Many { get; } = $"select {schema}.tracker_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// <summary>Which of many appends would be refused now: position, code, version.</summary>
    public string Refusals { get; } =
        $"""
        select w.nth, r.code, r.at_version
        from unnest($1, $2, $3) with ordinality as w (stream, expected, causation, nth),
             lateral {schema}.tracker_refusal(w.stream, w.expected, w.causation) r
        where r.code is not null
        """;
}

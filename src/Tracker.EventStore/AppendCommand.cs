using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>
/// One call of <c>tracker_append</c> with what travels in its transaction: the caller's statements, then the inline
/// projections'. A batch without BEGIN and COMMIT is one implicit transaction in one round trip: the server rolls all of
/// it back at the first error. Its parameters are kept and used again, since they are most of what an append allocates.
/// </summary>
sealed class AppendCommand
{
    readonly string sql;
    readonly NpgsqlParameter[] parameters;
    readonly StatementBatch projected = new();

    readonly NpgsqlParameter<Guid[]> streams = Array<Guid>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<string?[]> streamTypes = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<long?[]> expected = Array<long?>(NpgsqlDbType.Bigint);
    readonly NpgsqlParameter<bool[]> known = Array<bool>(NpgsqlDbType.Boolean);
    readonly NpgsqlParameter<int[]> counts = Array<int>(NpgsqlDbType.Integer);
    readonly NpgsqlParameter<DateTime[]> ats = Array<DateTime>(NpgsqlDbType.TimestampTz);
    readonly NpgsqlParameter<string?[]> correlations = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<string?[]> causations = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<string?[]> authors = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<Guid[]> ids = Array<Guid>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<string[]> types = Array<string>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<string[]> dotNetTypes = Array<string>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<byte[][]> bodies = Array<byte[]>(NpgsqlDbType.Jsonb);

    readonly List<(UnitOfWork Unit, PendingStream Stream)> order = [];

    IReadOnlyList<UnitOfWork> filled = [];

    public AppendCommand(string schema)
    {
        sql = $"select {schema}.tracker_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        parameters =
        [
            streams, streamTypes, expected, known, counts, ats, correlations, causations, authors, ids, types, dotNetTypes, bodies,
        ];
    }

    /// <summary>How many events it holds.</summary>
    public int Events { get; private set; }

    /// <summary>Takes the units to store; no two of them name the same stream.</summary>
    /// <param name="units">One or more.</param>
    /// <param name="version">Versions learned beforehand, for appends that know none; null where all know theirs.</param>
    public void Fill(IReadOnlyList<UnitOfWork> units, Func<PendingStream, long>? version = null)
    {
        order.Clear();
        Events = 0;
        foreach (var unit in units)
        {
            Events += unit.Events;
            foreach (var stream in unit.Streams)
            {
                order.Add((unit, stream));
            }
        }
        if (units.Count > 1)
        {
            order.Sort((a, b) => a.Stream.Id.CompareTo(b.Stream.Id));
        }
        FillStreams(version);
        FillEvents(Events);

        projected.Clear();
        foreach (var unit in units)
        {
            unit.Project(projected, version);
        }
        filled = units;
    }

    public async Task ExecuteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // A command remembers on which connection it was prepared: only its parameters can go to another.
        await using var batch = new NpgsqlBatch(connection);
        var append = new NpgsqlBatchCommand(sql);
        if (order.Count > 0)
        {
            foreach (var parameter in parameters)
            {
                append.Parameters.Add(parameter);
            }
            batch.BatchCommands.Add(append);
        }
        foreach (var unit in filled)
        {
            unit.Statements.CopyTo(batch);
        }
        projected.CopyTo(batch);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            append.Parameters.Clear();
        }
    }

    /// <summary>Which units the server refused, and why; empty when the error is of another kind.</summary>
    public IReadOnlyList<(UnitOfWork Unit, Exception Refusal)> Refusals(PostgresException e)
    {
        if (e.SqlState is not ("MT001" or "MT003" or "TR001" or "TR002") || e.Hint is null)
        {
            return [];
        }
        var refused = new List<(UnitOfWork, Exception)>();
        foreach (var line in e.Hint.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            var (unit, stream) = order[int.Parse(parts[0], CultureInfo.InvariantCulture) - 1];
            var actual = long.Parse(parts[2], CultureInfo.InvariantCulture);
            refused.Add((unit, parts[1] switch
            {
                "MT001" => new ArchivedStreamException(stream.Id, e),
                "TR001" => new ExistingStreamException(stream.Id, e),
                "TR002" => new AlreadyDoneException(stream.Id, unit.Session.CausationId!, e),
                _ => new ConcurrencyException(stream.Id, stream.Expected ?? 0, actual, e),
            }));
        }
        return refused;
    }

    void FillStreams(Func<PendingStream, long>? version)
    {
        var n = order.Count;
        var (s, st, x, k, c, a) = (Sized(streams, n), Sized(streamTypes, n), Sized(expected, n), Sized(known, n), Sized(counts, n), Sized(ats, n));
        var (co, ca, au) = (Sized(correlations, n), Sized(causations, n), Sized(authors, n));
        for (var i = 0; i < n; i++)
        {
            var (unit, stream) = order[i];
            s[i] = stream.Id;
            st[i] = stream.Type;
            x[i] = stream.Starts ? -1 : stream.Expected ?? version?.Invoke(stream);
            k[i] = stream.Known;
            c[i] = stream.Events.Count;
            a[i] = unit.Now.UtcDateTime;
            (co[i], ca[i], au[i]) = (unit.Session.CorrelationId, unit.Session.CausationId, unit.Session.UserName);
        }
    }

    void FillEvents(int n)
    {
        var (i, t, d, b) = (Sized(ids, n), Sized(types, n), Sized(dotNetTypes, n), Sized(bodies, n));
        var nth = 0;
        foreach (var (_, stream) in order)
        {
            foreach (var written in stream.Written)
            {
                (i[nth], t[nth], d[nth], b[nth]) = (written.Id, written.Name, written.DotNetType, written.Json);
                nth++;
            }
        }
    }

    static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type) => new() { NpgsqlDbType = NpgsqlDbType.Array | type };

    static T[] Sized<T>(NpgsqlParameter<T[]> parameter, int size)
    {
        if (parameter.TypedValue is not { } array || array.Length != size)
        {
            parameter.TypedValue = array = new T[size];
        }
        return array;
    }
}

using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>The prepared append of many units, one event to one stream each, with its parameters.</summary>
sealed class AppendTogether
{
    readonly NpgsqlBatchCommand command;
    readonly List<UnitOfWork> order = [];
    readonly NpgsqlParameter<Guid[]> streams = Array<Guid>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<long[]> before = Array<long>(NpgsqlDbType.Bigint);
    readonly NpgsqlParameter<DateTime[]> ats = Array<DateTime>(NpgsqlDbType.TimestampTz);
    readonly NpgsqlParameter<Guid[]> ids = Array<Guid>(NpgsqlDbType.Uuid);
    readonly NpgsqlParameter<string[]> types = Array<string>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<string[]> dotNetTypes = Array<string>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<byte[][]> bodies = Array<byte[]>(NpgsqlDbType.Jsonb);
    readonly NpgsqlParameter<string?[]> correlations = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<string?[]> causations = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<string?[]> authors = Array<string?>(NpgsqlDbType.Varchar);
    readonly NpgsqlParameter<byte[]?[]> digests = Array<byte[]?>(NpgsqlDbType.Bytea);
    readonly NpgsqlParameter<byte[]?[]> headers = Array<byte[]?>(NpgsqlDbType.Jsonb);

    public AppendTogether(string sql) => command = new(sql)
    {
        Parameters = { streams, before, ats, ids, types, dotNetTypes, bodies, correlations, causations, authors, digests, headers },
    };

    public NpgsqlBatchCommand Fill(IReadOnlyList<UnitOfWork> units)
    {
        order.Clear();
        order.AddRange(units);
        order.Sort(static (a, b) => a.Streams[0].Id.CompareTo(b.Streams[0].Id));
        var n = order.Count;
        var (s, x, a, i, t) = (Sized(streams, n), Sized(before, n), Sized(ats, n), Sized(ids, n), Sized(types, n));
        var (d, b, co, ca, au) = (Sized(dotNetTypes, n), Sized(bodies, n), Sized(correlations, n), Sized(causations, n), Sized(authors, n));
        var (di, h) = (Sized(digests, n), Sized(headers, n));
        for (var nth = 0; nth < n; nth++)
        {
            var unit = order[nth];
            var stream = unit.Streams[0];
            var written = stream.Written[0];
            (s[nth], x[nth], a[nth], di[nth], h[nth]) = (stream.Id, stream.Expected!.Value, unit.Now.UtcDateTime, stream.Digest, stream.Headers);
            (i[nth], t[nth], d[nth], b[nth]) = (written.Id, written.Name, written.DotNetType, written.Json);
            (co[nth], ca[nth], au[nth]) = (unit.Session.CorrelationId, unit.Session.CausationId, unit.Session.UserName);
        }
        return command;
    }

    static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type) => new() { NpgsqlDbType = NpgsqlDbType.Array | type };

    static T[] Sized<T>(NpgsqlParameter<T[]> parameter, int size) =>
        parameter.TypedValue is { } array && array.Length == size ? array : parameter.TypedValue = new T[size];
}

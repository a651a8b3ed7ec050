using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>The prepared append of many units, one event to one stream each, with its parameters.</summary>
sealed class AppendTogether
{
    readonly NpgsqlBatchCommand command;
    readonly List<UnitOfWork> order = [];
    readonly Column<Guid> streams = new(NpgsqlDbType.Uuid);
    readonly Column<long> before = new(NpgsqlDbType.Bigint);
    readonly Column<DateTime> ats = new(NpgsqlDbType.TimestampTz);
    readonly Column<Guid> ids = new(NpgsqlDbType.Uuid);
    readonly Column<string> types = new(NpgsqlDbType.Varchar);
    readonly Column<string> dotNetTypes = new(NpgsqlDbType.Varchar);
    readonly Column<byte[]> bodies = new(NpgsqlDbType.Jsonb);
    readonly Column<string?> correlations = new(NpgsqlDbType.Varchar);
    readonly Column<string?> causations = new(NpgsqlDbType.Varchar);
    readonly Column<string?> authors = new(NpgsqlDbType.Varchar);
    readonly Column<byte[]?> digests = new(NpgsqlDbType.Bytea);
    readonly Column<byte[]?> headers = new(NpgsqlDbType.Jsonb);

    public AppendTogether(string sql) => command = new(sql)
    {
        Parameters =
        {
            streams.Parameter, before.Parameter, ats.Parameter, ids.Parameter, types.Parameter, dotNetTypes.Parameter, bodies.Parameter,
            correlations.Parameter, causations.Parameter, authors.Parameter, digests.Parameter, headers.Parameter,
        },
    };

    public NpgsqlBatchCommand Fill(IReadOnlyList<UnitOfWork> units)
    {
        order.Clear();
        order.AddRange(units);
        order.Sort(static (a, b) => a.Streams[0].Id.CompareTo(b.Streams[0].Id));
        var n = order.Count;
        var (s, x, a, i, t) = (streams.Take(n), before.Take(n), ats.Take(n), ids.Take(n), types.Take(n));
        var (d, b, co, ca, au) = (dotNetTypes.Take(n), bodies.Take(n), correlations.Take(n), causations.Take(n), authors.Take(n));
        var (di, h) = (digests.Take(n), headers.Take(n));
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

    /// <summary>A parameter that is an array; one of each length is kept, empty, since Npgsql sends an array whole.</summary>
    sealed class Column<T>(NpgsqlDbType type)
    {
        readonly T[]?[] kept = new T[]?[Committer.MostUnits + 1];

        public NpgsqlParameter<T[]> Parameter { get; } = new() { NpgsqlDbType = NpgsqlDbType.Array | type };

        public T[] Take(int length)
        {
            // Nothing of the group before is held longer than it need be.
            Array.Clear(Parameter.TypedValue ?? []);
            return Parameter.TypedValue = kept[length] ??= new T[length];
        }
    }
}

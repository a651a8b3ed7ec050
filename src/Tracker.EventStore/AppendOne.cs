using Npgsql;
using NpgsqlTypes;

namespace Tracker.EventStore;

/// <summary>A prepared append of one event, with its parameters.</summary>
sealed class AppendOne
{
    readonly NpgsqlBatchCommand command;
    readonly NpgsqlParameter<Guid> stream = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly NpgsqlParameter<long> before = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    readonly NpgsqlParameter<DateTime> at = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    readonly NpgsqlParameter<Guid> id = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    readonly NpgsqlParameter<string> type = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    readonly NpgsqlParameter<string> dotNetType = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    readonly NpgsqlParameter<byte[]> body = new() { NpgsqlDbType = NpgsqlDbType.Jsonb };
    readonly NpgsqlParameter<string?> correlation = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    readonly NpgsqlParameter<string?> causation = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    readonly NpgsqlParameter<string?> author = new() { NpgsqlDbType = NpgsqlDbType.Varchar };
    readonly NpgsqlParameter<byte[]> last;

    /// <param name="sql">append-linked.sql, or append-one.sql.</param>
    /// <param name="linked">Which of them.</param>
    public AppendOne(string sql, bool linked)
    {
        last = new() { NpgsqlDbType = linked ? NpgsqlDbType.Jsonb : NpgsqlDbType.Bytea };
        command = new(sql)
        {
            Parameters = { stream, before, at, id, type, dotNetType, body, correlation, causation, author, last },
        };
    }

    public NpgsqlBatchCommand Fill(UnitOfWork unit, PendingStream pending)
    {
        var written = pending.Written[0];
        stream.TypedValue = pending.Id;
        before.TypedValue = pending.Expected!.Value;
        at.TypedValue = unit.Now.UtcDateTime;
        id.TypedValue = written.Id;
        type.TypedValue = written.Name;
        dotNetType.TypedValue = written.DotNetType;
        body.TypedValue = written.Json;
        correlation.TypedValue = unit.Session.CorrelationId;
        causation.TypedValue = unit.Session.CausationId;
        author.TypedValue = unit.Session.UserName;
        last.TypedValue = pending.Headers ?? pending.Digest!;
        return command;
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Seals as rows. Their leaves are read apart: they are millions of bytes.</summary>
static class SealRows
{
    const string Columns =
        """
        number, from_seq, to_seq, events, streams, foreign_events, broken_events, first_broken, root, previous_root,
        sealed_at, zone, installation, key_id, public_key, statement, signature
        """;

    public static async Task<Seal?> LastAsync(NpgsqlConnection connection, string schema, CancellationToken ct) =>
        await ReadAsync(connection, $"from {schema}.tracker_seals order by number desc limit 1", [], ct).FirstOrDefaultAsync(ct);

    public static IAsyncEnumerable<Seal> ReadAsync(NpgsqlConnection connection, string from, object?[] parameters, CancellationToken ct)
    {
        return Rows(ct);

        async IAsyncEnumerable<Seal> Rows([EnumeratorCancellation] CancellationToken stop)
        {
            await using var command = connection.Command($"select {Columns} {from}", parameters);
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                var zone = reader.GetString(11);
                yield return new Seal(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
                    reader.GetInt64(6), reader.IsDBNull(7) ? null : reader.GetInt64(7), reader.GetString(8), reader.GetString(9),
                    Local(reader.GetFieldValue<DateTimeOffset>(10), zone), zone,
                    reader.GetString(12), reader.GetString(13), reader.GetString(14))
                {
                    Statement = reader.GetString(15),
                    Signature = reader.GetString(16),
                };
            }
        }
    }

    // A zone that no machine knows was not written by us: the statement will not fit, and that is for verifying to say.
    static DateTimeOffset Local(DateTimeOffset instant, string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(instant, found) : instant;

    public static async Task<byte[]> LeavesAsync(NpgsqlConnection connection, string schema, long number, CancellationToken ct)
    {
        await using var command = connection.Command($"select leaves from {schema}.tracker_seals where number = $1", number);
        return (byte[]?)await command.ExecuteScalarAsync(ct) ?? [];
    }

    public static async Task AddAsync(NpgsqlConnection connection, string schema, Seal seal, ReadOnlyMemory<byte> leaves, CancellationToken ct)
    {
        await using var command = connection.Command(
            $"""
            insert into {schema}.tracker_seals ({Columns}, leaves)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            seal.Number, seal.FromSequence, seal.ToSequence, seal.Events, seal.Streams, seal.ForeignEvents, seal.BrokenEvents, seal.FirstBroken,
            seal.Root, seal.PreviousRoot, seal.SealedAt, seal.Zone, seal.Installation, seal.KeyId, seal.PublicKey, seal.Statement, seal.Signature,
            leaves);
        await command.ExecuteNonQueryAsync(ct);
    }
}

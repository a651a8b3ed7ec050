using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Tracker.Tests.Store;

/// <summary>A replay from zero, in memory and by none of the store's code, and the tables to hold against it.</summary>
sealed class OrderReplay
{
    readonly Dictionary<Guid, Row> rows = [];
    readonly Dictionary<Guid, Row> ownRows = [];
    readonly List<string> journal = [];
    string? broken;

    /// <summary>Events replayed.</summary>
    public int Events => journal.Count;

    public static async Task<OrderReplay> ReadAsync(DbConnection connection, CancellationToken ct)
    {
        var replay = new OrderReplay();
        foreach (var e in await RowsAsync(connection, "select seq_id, stream_id, version, type, (data ->> 'Amount')::bigint, mt_dotnet_type is not null from mt_events order by seq_id", ct))
        {
            var (sequence, stream, version) = (e[0], Guid.Parse(e[1]), long.Parse(e[2], CultureInfo.InvariantCulture));
            replay.journal.Add(sequence);
            if (version != Row.Of(replay.rows, stream).Version + 1)
            {
                replay.broken ??= $"event {sequence}: version {version} of stream {stream} follows version {Row.Of(replay.rows, stream).Version}";
            }
            Row.Of(replay.rows, stream).Apply(version, e[3], e[4]);
            if (e[5] == "True")
            {
                Row.Of(replay.ownRows, stream).Apply(version, e[3], e[4]);
            }
        }
        return replay;
    }

    /// <summary>The first thing that differs, in words; null where nothing does.</summary>
    /// <param name="connection">With the round's schema on its path.</param>
    /// <param name="rebuilt">Whether the inline projection was rebuilt: until then it knows nothing of what another program appended.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string?> MismatchAsync(DbConnection connection, bool rebuilt, CancellationToken ct)
    {
        return broken
            ?? await DifferenceAsync("balances", rebuilt ? rows : ownRows)
            ?? await DifferenceAsync("totals", rows)
            ?? First("journal", journal, await LinesAsync("select seq from journal order by nth"));

        async Task<string?> DifferenceAsync(string table, Dictionary<Guid, Row> replayed) =>
            First(table, [.. replayed.Select(r => $"{r.Key}|{r.Value.Balance}|{r.Value.Version}|{r.Value.Trail}").Order(StringComparer.Ordinal)],
                [.. (await LinesAsync($"select id, balance, version, trail from {table}")).Order(StringComparer.Ordinal)]);

        async Task<List<string>> LinesAsync(string sql) => [.. (await RowsAsync(connection, sql, ct)).Select(r => string.Join('|', r))];
    }

    static string? First(string table, List<string> replayed, List<string> found)
    {
        var nth = replayed.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return nth == replayed.Count && nth == found.Count ? null
            : $"{table} has {found.Count} rows, the replay {replayed.Count}; row {nth + 1} is [{found.ElementAtOrDefault(nth)}] and should be [{replayed.ElementAtOrDefault(nth)}]";
    }

    static async Task<List<string[]>> RowsAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<string[]>();
        while (await reader.ReadAsync(ct))
        {
            all.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        }
        return all;
    }

    sealed class Row
    {
        public long Balance { get; private set; }

        public long Version { get; private set; }

        public StringBuilder Trail { get; } = new();

        public static Row Of(Dictionary<Guid, Row> rows, Guid stream) =>
            rows.TryGetValue(stream, out var known) ? known : rows[stream] = new();

        public void Apply(long version, string type, string amount)
        {
            Version = version;
            if (type == "amount_booked")
            {
                Balance += long.Parse(amount, CultureInfo.InvariantCulture);
                Trail.Append(CultureInfo.InvariantCulture, $"{version} ");
            }
        }
    }
}

using System.Globalization;
using Npgsql;

namespace Tracker.Benchmarks;

/// <summary>What this process has used so far; two of them give what happened between. Read inside of the server's: reading that one costs.</summary>
sealed record ClientUse(TimeSpan Cpu, long Allocated)
{
    public static ClientUse operator -(ClientUse later, ClientUse earlier) => new(later.Cpu - earlier.Cpu, later.Allocated - earlier.Allocated);

    public static ClientUse Read() => new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
}

/// <summary>What the server has used so far; two of them give what happened between.</summary>
/// <param name="ServerCpu">Of all processes of the server.</param>
/// <param name="WalBytes">Written to the log.</param>
/// <param name="Fsyncs">Of the log.</param>
/// <param name="FsyncTime">Spent in them, by all together.</param>
sealed record ServerUse(TimeSpan ServerCpu, long WalBytes, long Fsyncs, TimeSpan FsyncTime)
{
    public static ServerUse operator -(ServerUse later, ServerUse earlier) => new(
        later.ServerCpu - earlier.ServerCpu, later.WalBytes - earlier.WalBytes,
        later.Fsyncs - earlier.Fsyncs, later.FsyncTime - earlier.FsyncTime);

    public static async Task<ServerUse> ReadAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            """
            select pg_current_wal_insert_lsn() - '0/0',
                   (select coalesce(sum(fsyncs), 0)::bigint from pg_stat_io where object = 'wal'),
                   (select coalesce(sum(fsync_time), 0)::float8 from pg_stat_io where object = 'wal'),
                   (select setting from pg_settings where name = 'data_directory')
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(
            CpuOf(reader.GetString(3)), (long)reader.GetDecimal(0), reader.GetInt64(1),
            TimeSpan.FromMilliseconds(reader.GetDouble(2)));
    }

    /// <summary>The postmaster, its children, and those of them that have ended.</summary>
    static TimeSpan CpuOf(string dataDirectory)
    {
        const double ticksPerSecond = 100;
        var postmaster = File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).First().Trim();
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[1] == postmaster) ticks += Number(fields[11]) + Number(fields[12]);
                else if (Path.GetFileName(folder) == postmaster) ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // not a process, or one that has ended meanwhile
            }
        }
        return TimeSpan.FromSeconds(ticks / ticksPerSecond);

        static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Tracker.Postgres;

/// <summary>The running server of a cluster, as its postmaster.pid tells.</summary>
sealed record Postmaster(int Port, bool IsReady)
{
    static string File(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Null where no server runs; a file left by a killed one is removed, for its number may be in use again.</summary>
    public static Postmaster? Of(string cluster)
    {
        if (Lines(cluster) is not { } lines) return null;
        if (Number(lines, 0) is not { } pid || !Runs(pid, lines.ElementAtOrDefault(1)))
        {
            System.IO.File.Delete(File(cluster));
            return null;
        }
        var ready = lines.ElementAtOrDefault(7)?.Trim() == "ready";
        return new(Number(lines, 3) ?? 0, ready);
    }

    static string[]? Lines(string cluster)
    {
        try
        {
            return System.IO.File.ReadAllLines(File(cluster));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    static int? Number(string[] lines, int line) =>
        int.TryParse(lines.ElementAtOrDefault(line), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A server is started with -D and the very path that it writes into its file.</summary>
    static bool Runs(int pid, string? cluster)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return System.IO.File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(cluster);
            }
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>Locks on files, which end with the process that holds them, however it ends.</summary>
static class ServerLock
{
    public static FileStream Shared(string file) => File.Open(file, FileMode.Open, FileAccess.Read, FileShare.Read);

    public static FileStream? TryExclusive(string file)
    {
        try
        {
            return File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    public static async Task<FileStream> ExclusiveAsync(string file, TimeSpan patience, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            if (TryExclusive(file) is { } held) return held;
            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                throw new EmbeddedServerException(Busy,
                    $"Another process starts or stops the server of {Path.GetDirectoryName(file)} and does not come to an end.");
            }
            await Task.Delay(20, ct);
        }
    }
}

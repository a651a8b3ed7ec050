using System.Globalization;
using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>The folder of one private server, and the names in it.</summary>
sealed record DataDirectory(string Path)
{
    /// <summary>Where root's servers live when the folder asked for is closed to the account that runs them.</summary>
    const string RootData = "/var/lib/tracker-postgres";
    const string RootCopies = "/var/cache/tracker";

    public string Cluster => In("cluster");
    public string UnfinishedCluster => In("cluster.unfinished");
    public string Password => In("password");
    public string ServerLog => In("server.log");

    /// <summary>Held while the server is started or stopped.</summary>
    public string Gate => In("gate.lock");

    /// <summary>Held by every process that uses the server: the last one stops it.</summary>
    public string Users => In("users.lock");

    public string CopiesFor(ServerAccount account) => account.Name is null ? In("programs") : RootCopies;

    string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder, or takes the one there, for this user or the account that runs the server.</summary>
    public static async Task<(DataDirectory Directory, ServerAccount Account)> OpenAsync(
        string asked, Action<string>? log, CancellationToken ct)
    {
        var path = System.IO.Path.GetFullPath(asked);
        try
        {
            var account = await ServerAccount.ForAsync(path, ct);
            if (!await account.CanReachAsync(System.IO.Path.GetDirectoryName(path)!, ct))
            {
                path = Elsewhere(path);
                account = await ServerAccount.ForAsync(path, ct);
                log?.Invoke($"{asked} is closed to the account {account.Name}, which runs PostgreSQL for root; its data are in {path}.");
            }
            var directory = new DataDirectory(path);
            directory.Make();
            await account.TakeOverAsync([path, directory.Gate, directory.Users], ct);
            return (directory, account);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedServerException(NotWritable,
                $"The data directory {path} can't be used: {e.Message} Choose a folder that the account {Environment.UserName} can write.", e);
        }
    }

    /// <summary>A note in the folder asked for says where its data are, so that they are found when the folder moves.</summary>
    static string Elsewhere(string asked)
    {
        var note = System.IO.Path.Combine(asked, "location");
        if (File.Exists(note)) return File.ReadAllText(note).Trim();

        var path = System.IO.Path.Combine(RootData, Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray()[8..]));
        Directory.CreateDirectory(asked);
        Directory.CreateDirectory(RootData);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(RootData, (UnixFileMode)0b111_101_101);
        File.WriteAllText(note, path + "\n");
        return path;
    }

    void Make()
    {
        // In this order: another process may be making the folder now, and the gate is the first file it makes.
        if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any() && !File.Exists(Gate))
        {
            throw new EmbeddedServerException(Foreign,
                $"{Path} holds files that are not of a private server. Choose an empty folder or a new one.");
        }
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        foreach (var file in (string[])[Gate, Users])
        {
            if (!File.Exists(file)) MakeEmpty(file);
        }
    }

    static void MakeEmpty(string file)
    {
        try
        {
            File.Open(file, FileMode.CreateNew).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // another process was first, and holds it already
        }
    }

    /// <summary>The major version that made the cluster; null where there is none yet.</summary>
    public int? ClusterMajor()
    {
        var file = System.IO.Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    public string ReadPassword()
    {
        if (File.Exists(Password)) return File.ReadAllText(Password).Trim();
        throw new EmbeddedServerException(PasswordMissing,
            $"{Password} is missing. Put it back from a backup of the data directory.");
    }

    public string LastLogLines() =>
        File.Exists(ServerLog) ? string.Join('\n', File.ReadLines(ServerLog).TakeLast(12)) : "";
}

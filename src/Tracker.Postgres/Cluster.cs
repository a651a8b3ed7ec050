using System.Security.Cryptography;
using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>Makes the cluster of a new data directory: under another name until it is complete.</summary>
sealed class Cluster(DataDirectory directory, ServerAccount account, ServerBinaries binaries)
{
    public const string Role = "tracker";

    /// <summary>Chinese text search needs a lc_ctype that knows letters; the names differ by system.</summary>
    static readonly string[] CharacterTypes = ["C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "C"];

    public async Task MakeAsync(string database, bool durable, CancellationToken ct)
    {
        var unfinished = directory.UnfinishedCluster;
        await InitializeAsync(unfinished, durable, ct);

        await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), "include_if_exists = 'tracker.conf'\n", ct);
        // the superuser has no password and no line here: nobody logs in as it
        await File.WriteAllTextAsync(Path.Combine(unfinished, "pg_hba.conf"), $"host all {Role} 127.0.0.1/32 scram-sha-256\n", ct);

        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        WritePassword(password);
        await account.TakeOverAsync([directory.Password], ct);
        await RunSqlAsync(unfinished,
            $"""
            CREATE ROLE {Role} LOGIN CREATEDB PASSWORD '{password}' IN ROLE pg_monitor
            CREATE DATABASE "{database.Replace("\"", "\"\"", StringComparison.Ordinal)}" OWNER {Role}

            """, ct);
        Directory.Move(unfinished, directory.Cluster);
    }

    async Task InitializeAsync(string unfinished, bool durable, CancellationToken ct)
    {
        var output = "";
        foreach (var type in CharacterTypes)
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            // sorted by code point, the same on every system and after every update of its libraries
            string[] locale = binaries.Major >= 17
                ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", $"--lc-ctype={type}"]
                : ["--locale=C", $"--lc-ctype={type}"];
            string[] sync = durable ? [] : ["--no-sync"];
            (var exit, output) = await Tool.RunAsync(binaries.Program("initdb"),
                ["-D", unfinished, "--username=postgres", "--encoding=UTF8", "--auth=reject", .. locale, .. sync],
                account.Name, directory.Path, input: null, ct);
            if (exit == 0) return;
            if (!output.Contains("invalid locale", StringComparison.Ordinal)) break;
        }
        throw From(output, InitFailed, "The data directory could not be set up.");
    }

    void WritePassword(string password)
    {
        File.Delete(directory.Password);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(directory.Password, options);
        writer.WriteLine(password);
    }

    /// <summary>One statement a line, run without a server; it goes on after an error and still ends with 0.</summary>
    async Task RunSqlAsync(string cluster, string sql, CancellationToken ct)
    {
        var (exit, output) = await Tool.RunAsync(binaries.Program("postgres"),
            ["--single", "-D", cluster, "postgres"], account.Name, directory.Path, sql, ct);
        if (exit != 0 || output.Contains("ERROR:", StringComparison.Ordinal) || output.Contains("FATAL:", StringComparison.Ordinal))
        {
            throw From(output, InitFailed, "The database could not be made.");
        }
    }
}

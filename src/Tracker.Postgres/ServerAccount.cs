using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>Whom the server runs as: PostgreSQL refuses root, so under root it is another account.</summary>
/// <param name="Name">Null for the account of this process.</param>
sealed record ServerAccount(string? Name)
{
    static readonly string[] Preferred = ["tracker", "postgres", "nobody"];

    /// <summary>The owner of an existing directory stays; a new one goes to the first account that exists.</summary>
    public static async Task<ServerAccount> ForAsync(string directory, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new(Name: null);
        if (Directory.Exists(directory) && await OwnerAsync(directory, ct) is var owner and not "root") return new(owner);

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        var name = Preferred.FirstOrDefault(known.Contains) ?? throw new EmbeddedServerException(NoAccount,
            "PostgreSQL does not run as root. Add an account for it (useradd --system tracker), or start as another user.");
        return new(name);
    }

    static async Task<string> OwnerAsync(string path, CancellationToken ct)
    {
        string[] arguments = OperatingSystem.IsMacOS() ? ["-f", "%Su", path] : ["-c", "%U", path];
        return (await Tool.RunAsync("stat", arguments, ct)).Output.Trim();
    }

    /// <summary>Whether every folder on the way is open to that account, as a clone under /root is not.</summary>
    public bool CanReach(string path)
    {
        if (Name is null || OperatingSystem.IsWindows()) return true;
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
        {
            if ((Directory.Exists(at) || File.Exists(at)) &&
                !File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }
        return true;
    }

    public async Task TakeOverAsync(string[] paths, CancellationToken ct)
    {
        if (Name is not null) await Tool.RunAsync("chown", [Name + ":", .. paths], ct);
    }
}

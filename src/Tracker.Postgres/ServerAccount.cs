using static Tracker.Postgres.EmbeddedServerException;

namespace Tracker.Postgres;

/// <summary>Whom the server runs as: PostgreSQL refuses root, so under root it is another account.</summary>
/// <param name="Name">Null for the account of this process.</param>
sealed record ServerAccount(string? Name)
{
    static readonly string[] Preferred = ["tracker", "postgres", "nobody"];

    /// <summary>The owner of the directory, or of the folder it is made in; where that is root, the first account that exists.</summary>
    public static async Task<ServerAccount> ForAsync(string directory, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new(Name: null);
        var owner = await OwnerAsync(Existing(directory), ct);
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        var wanted = owner == "root" ? Preferred : [owner];
        var name = wanted.FirstOrDefault(known.Contains) ?? throw new EmbeddedServerException(NoAccount,
            "PostgreSQL does not run as root. Add an account for it (useradd --system tracker), or start as another user.");
        return new(name);
    }

    static async Task<string> OwnerAsync(string path, CancellationToken ct)
    {
        string[] arguments = OperatingSystem.IsMacOS() ? ["-f", "%Su", path] : ["-c", "%U", path];
        return (await Tool.RunAsync("stat", arguments, ct)).Output.Trim();
    }

    /// <summary>Whether every folder on the way is open to that account, as a clone under /root is not.</summary>
    public async Task<bool> CanReachAsync(string path, CancellationToken ct) =>
        Name is null ||
        (await Tool.RunAsync("test", ["-x", Existing(path)], Name, folder: null, input: null, ct)).ExitCode == 0;

    static string Existing(string path)
    {
        while (!Path.Exists(path)) path = Path.GetDirectoryName(path)!;
        return path;
    }

    public async Task TakeOverAsync(string[] paths, CancellationToken ct)
    {
        if (Name is not null) await Tool.RunAsync("chown", [Name + ":", .. paths], ct);
    }
}

using System.Runtime.Versioning;
using Tracker.Postgres;
using Tracker.Tests;

namespace Tracker.EventStore.Tests;

[SupportedOSPlatform("linux")]
public sealed class EmbeddedServerUnderRootTests : IDisposable
{
    const string OnlyRoot = "Only root's server runs under another account";

    readonly string folder = TestServers.NewFolder("root-" + Guid.CreateVersion7().ToString("N"));

    public static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact(SkipUnless = nameof(IsRoot), Skip = OnlyRoot)]
    public async Task The_server_runs_under_an_account_with_fewer_rights()
    {
        await using var server = await EmbeddedServer.StartAsync(new() { DataDirectory = folder, Durable = false }, Ct);

        var postmaster = File.ReadLines(Path.Combine(folder, "cluster", "postmaster.pid")).First();
        var users = File.ReadLines($"/proc/{postmaster}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));

        users.Split('\t')[1..].ShouldNotContain("0");
    }

    [Fact(SkipUnless = nameof(IsRoot), Skip = OnlyRoot)]
    public async Task A_closed_folder_keeps_a_note_of_where_its_data_are()
    {
        var closed = Path.Combine(folder, "closed", "data");
        Directory.CreateDirectory(Path.GetDirectoryName(closed)!);
        File.SetUnixFileMode(Path.GetDirectoryName(closed)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var said = new List<string>();
        var options = new EmbeddedServerOptions { DataDirectory = closed, Durable = false, Log = said.Add };

        await using var first = await EmbeddedServer.StartAsync(options, Ct);
        await using var second = await EmbeddedServer.StartAsync(options, Ct);

        first.DataDirectory.ShouldNotBe(closed);
        second.DataDirectory.ShouldBe(first.DataDirectory);
        File.ReadAllText(Path.Combine(closed, "location")).Trim().ShouldBe(first.DataDirectory);
        said[0].ShouldContain(first.DataDirectory);

        await first.DisposeAsync();
        await second.DisposeAsync();
        Directory.Delete(first.DataDirectory, recursive: true);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tracker.EventStore.Tests;

/// <summary>Another node in a process of its own: its daemon runs until it is killed.</summary>
sealed class DaemonNode : IAsyncDisposable
{
    const string Server = "TRACKER_TEST_DAEMON_SERVER";
    const string SchemaName = "TRACKER_TEST_DAEMON_SCHEMA";
    const int Stop = 19;
    const int Continue = 18;

    readonly Process process;

    DaemonNode(Process process) => this.process = process;

    public static async Task<DaemonNode> StartAsync(string connectionString, string schema, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DaemonNode).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[Server] = connectionString;
        start.Environment[SchemaName] = schema;
        var node = new DaemonNode(Process.Start(start)!);
        (await node.process.StandardOutput.ReadLineAsync(ct)).ShouldBe("ready");
        return node;
    }

    public static async Task<bool> RunWhereAskedToAsync()
    {
        if (Environment.GetEnvironmentVariable(Server) is not { } connectionString)
        {
            return false;
        }
        await using var store = DocumentStore.For(connectionString, options =>
        {
            StoreTests.Configure(options, Environment.GetEnvironmentVariable(SchemaName)!);
            options.Daemon.OwnershipInterval = TimeSpan.FromMilliseconds(100);
        });
        await using var daemon = store.CreateDaemon();
        await daemon.StartAsync();
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return true;
    }

    public async Task KillAsync(CancellationToken ct)
    {
        process.Kill();
        await process.WaitForExitAsync(ct);
    }

    public void Freeze() => Signal(process.Id, Stop).ShouldBe(0);

    public void Thaw() => Signal(process.Id, Continue).ShouldBe(0);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync(CancellationToken.None);
        }
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Signal(int process, int signal);
}

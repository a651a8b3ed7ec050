using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tracker.Postgres;

namespace Tracker.EventStore.Tests;

/// <summary>Another process with a private server, to be killed: this test assembly, run with a folder in its environment.</summary>
static class EmbeddedServerApplication
{
    const string Folder = "TRACKER_TEST_APPLICATION_FOLDER";

    /// <returns>The process, once its server accepts connections.</returns>
    public static async Task<Process> StartAsync(string folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmbeddedServerApplication).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment[Folder] = folder;
        var process = Process.Start(start)!;
        (await process.StandardOutput.ReadLineAsync(ct)).ShouldBe("ready");
        return process;
    }

    [ModuleInitializer]
    internal static void RunWhereAskedTo()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder) return;
        EmbeddedServer.StartAsync(new() { DataDirectory = folder, Durable = false }).GetAwaiter().GetResult();
        Console.WriteLine("ready");
        // Until it is killed, or whoever started it is gone.
        Console.In.ReadToEnd();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tracker.Tests;

/// <summary>The product as its own process, as a person starts it; stopped by Ctrl+C or killed.</summary>
sealed class RunningProduct : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly Process process;
    readonly ConcurrentQueue<string> lines = new();

    RunningProduct(Process process) => this.process = process;

    public string Output => string.Join('\n', lines);
    public int ExitCode => process.ExitCode;
    public bool HasExited => process.HasExited;

    /// <param name="port">Where it listens; null where the environment says it.</param>
    public static RunningProduct Start(int? port, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        string[] address = port is null ? [] : ["--urls", $"http://127.0.0.1:{port}"];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tracker.Web.dll"), .. address, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("ConnectionStrings__Tracker");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var running = new RunningProduct(Process.Start(start)!);
        running.process.OutputDataReceived += (_, line) => running.Keep(line.Data);
        running.process.ErrorDataReceived += (_, line) => running.Keep(line.Data);
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits until the console says this.</summary>
    public async Task Says(string words, CancellationToken ct)
    {
        var since = Stopwatch.StartNew();
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            if (process.HasExited || since.Elapsed > Patience)
                throw new InvalidOperationException($"Waited for “{words}”; the console said:\n{Output}");
            await Task.Delay(100, ct);
        }
    }

    public async Task<int> Exits(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public Task<int> CtrlC(CancellationToken ct)
    {
        const int interrupt = 2;
        Signal(process.Id, interrupt).ShouldBe(0);
        return Exits(ct);
    }

    public async Task Kill(CancellationToken ct)
    {
        process.Kill();
        await Exits(ct);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Signal(int process, int signal);
}

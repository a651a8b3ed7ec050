using System.ComponentModel;
using System.Diagnostics;

namespace Tracker.Postgres;

/// <summary>One run of a command line program to its end.</summary>
static class Tool
{
    public sealed record Result(int ExitCode, string Output);

    public static Task<Result> RunAsync(string program, string[] arguments, CancellationToken ct) =>
        RunAsync(program, arguments, user: null, folder: null, input: null, ct);

    public static async Task<Result> RunAsync(
        string program, string[] arguments, string? user, string? folder, string? input, CancellationToken ct)
    {
        using var process = Start(program, arguments, user, folder, redirect: true);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        catch (IOException e)
        {
            // the program ended before it read its input
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, e.Message);
        }
    }

    /// <summary>For a program that leaves a server behind: it would keep redirected pipes open for ever.</summary>
    public static async Task<int> RunDetachedAsync(
        string program, string[] arguments, string? user, string folder, CancellationToken ct)
    {
        using var process = Start(program, arguments, user, folder, redirect: false);
        try
        {
            await process.WaitForExitAsync(ct);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    static Process Start(string program, string[] arguments, string? user, string? folder, bool redirect)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
            WorkingDirectory = folder ?? "",
        };
        if (user is not null) start.UserName = user;
        // messages are read by us, so they are in English; PGDATA, PGPORT and the like are meant for another server
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start) ?? throw new Win32Exception($"{program} did not start.");
    }
}

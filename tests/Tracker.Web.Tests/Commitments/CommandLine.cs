using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Tracker.Web.Tests.Commitments;

/// <summary>What a command said, and how it ended.</summary>
public sealed record CommandRun(int Code, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>The tracker command as a script runs it, on a test's database.</summary>
public static class CommandLine
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CommandRun> Run(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tracker.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["ConnectionStrings__Tracker"] = connectionString;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return new(process.ExitCode, await output, await errors);
    }
}

using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Tracker.Benchmarks;

/// <summary>BenchmarkDotNet with its own arguments: <c>bdn --filter *YearMatcher*</c>.</summary>
static class BenchmarksCommand
{
    public static Command Make()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "As BenchmarkDotNet takes them.", DefaultValueFactory = _ => [] };
        var command = new Command("bdn", "Micro-benchmarks.") { TreatUnmatchedTokensAsErrors = false };
        command.Add(arguments);
        command.SetAction(parsed =>
        {
            BenchmarkSwitcher.FromAssembly(typeof(BenchmarksCommand).Assembly).Run([.. parsed.GetValue(arguments) ?? [], .. parsed.UnmatchedTokens]);
            return 0;
        });
        return command;
    }
}

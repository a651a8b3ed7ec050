using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Tracker.EventStore;

namespace Tracker.Cli;

/// <summary>tracker rebuild NAME: a projection's rows anew from all events; readers see the old rows until the new ones are whole.</summary>
static class RebuildCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = $"视图：{string.Join("、", TrackerStore.ProjectionNames)}" };
        name.AcceptOnlyFromAmong([.. TrackerStore.ProjectionNames]);
        var command = new Command("rebuild", "由事件重建一个数据视图，中断后再次运行即从中断处继续") { name };
        command.SetAction((parsed, ct) => DatabaseCommand.Run((store, stop) => RunAsync(store, parsed.GetValue(name)!, stop), ct));
        return command;
    }

    static async Task<int> RunAsync(DocumentStore store, string name, CancellationToken ct)
    {
        RebuildProgress? last = null;
        try
        {
            if (Console.IsErrorRedirected)
            {
                await store.RebuildAsync(name, new Progress(step => Console.Error.WriteLine(Sentence(last = step))), ct);
            }
            else
            {
                var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
                await console.Progress().Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                    .StartAsync(async bars =>
                    {
                        var bar = bars.AddTask("准备重建");
                        await store.RebuildAsync(name, new Progress(step =>
                        {
                            last = step;
                            bar.Description(Sentence(step)).MaxValue(Math.Max(1, step.Total)).Value(step.Total == 0 ? 1 : step.Events);
                        }), ct);
                    });
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"已中断，原有数据未改动。再次运行 tracker rebuild {name} 即从第 {last?.Events ?? 0} 个事件之后继续。");
            return DatabaseCommand.Interrupted;
        }
        await Console.Out.WriteLineAsync($"{name} 已重建，共重放 {last?.Events ?? 0} 个事件。");
        return 0;
    }

    static string Sentence(RebuildProgress step) => string.Create(CultureInfo.InvariantCulture,
        $"已重放 {step.Events}/{step.Total} 个事件，{step.EventsPerSecond:0} 个/秒{(step.TimeLeft is { } left ? $"，约剩 {Left(left)}" : "")}");

    static string Left(TimeSpan left) => left.TotalHours >= 1 ? $"{(int)left.TotalHours} 小时 {left.Minutes} 分"
        : left.TotalMinutes >= 1 ? $"{left.Minutes} 分 {left.Seconds} 秒"
        : $"{Math.Ceiling(left.TotalSeconds)} 秒";

    // System.Progress reports on another thread, after the fact: a console wants it in order.
    sealed class Progress(Action<RebuildProgress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => report(value);
    }
}

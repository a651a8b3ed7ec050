using System.CommandLine;
using Tracker.EventStore;

namespace Tracker.Cli;

/// <summary>tracker rebuild NAME: a projection's rows anew from all events; readers see the old rows until the new ones are whole.</summary>
static class RebuildCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = $"视图：{string.Join("、", TrackerStore.ProjectionNames)}" };
        name.AcceptOnlyFromAmong([.. TrackerStore.ProjectionNames]);
        var command = new Command("rebuild", "由事件重建一个数据视图") { name };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var events = 0L;
            var progress = new Progress(step => Console.Error.WriteLine($"已重放 {events = step.Events} 个事件（{step.Position}/{step.End}）"));
            await store.RebuildAsync(parsed.GetValue(name)!, progress, stop);
            await Console.Out.WriteLineAsync($"{parsed.GetValue(name)} 已重建，共重放 {events} 个事件。");
            return 0;
        }, ct));
        return command;
    }

    // System.Progress reports on another thread, after the fact: a console wants it in order.
    sealed class Progress(Action<RebuildProgress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => report(value);
    }
}

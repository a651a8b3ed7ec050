using Quartz;
using Tracker.EventStore;
using Tracker.Reminders;

namespace Tracker.Web.Reminders;

/// <summary>Plans and delivers what is due. Never two at a time over all nodes; run again it finds nothing left to do.</summary>
[DisallowConcurrentExecution]
sealed partial class SendRemindersJob(DocumentStore store, InstallationClock clock, ILogger<SendRemindersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var run = await RemindersTable.Run(connection, clock.Today, clock.Now, clock.Zone.Id, cancellationToken);
        LogRun(run.Planned, run.Delivered, run.Cancelled);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reminders: {Planned} planned, {Delivered} delivered, {Cancelled} cancelled.")]
    partial void LogRun(int planned, int delivered, int cancelled);
}

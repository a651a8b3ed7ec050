using Quartz;
using Tracker.Commitments;

namespace Tracker.Web.Commitments;

/// <summary>Closes what was on public notice and met no objection.</summary>
[DisallowConcurrentExecution]
sealed partial class EndNoticesJob(EndNotices notices, ILogger<EndNoticesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var closed = await notices.Run(cancellationToken);
        LogRun(closed);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Public notices: {Closed} over and closed.")]
    partial void LogRun(int closed);
}

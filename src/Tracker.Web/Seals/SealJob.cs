using Quartz;
using Tracker.Seals;

namespace Tracker.Web.Seals;

/// <summary>The day's seal. Never two at a time over all nodes; run again it finds nothing left to do.</summary>
[DisallowConcurrentExecution]
sealed partial class SealJob(SealEvents events, ILogger<SealJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var seal in await events.Handle(null, cancellationToken))
        {
            if (seal.BrokenEvents > 0) LogBroken(seal.Number, seal.BrokenEvents, seal.FirstBroken);
            else LogSeal(seal.Number, seal.Events);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Seal {Number} holds {Events} events.")]
    partial void LogSeal(long number, long events);

    [LoggerMessage(Level = LogLevel.Error, Message = "Seal {Number} holds {Broken} events that don't fit their chains, the first is {First}: they were changed behind the program's back.")]
    partial void LogBroken(long number, long broken, long? first);
}

/// <summary>Mails the seals that were not mailed yet.</summary>
[DisallowConcurrentExecution]
sealed class MailSealsJob(SealMail mail) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await mail.Run(cancellationToken);
}

using Quartz;
using Tracker.Web.Commitments;
using Tracker.Web.Reminders;
using Tracker.Web.Seals;

namespace Tracker.Web;

/// <summary>Everything that runs by the clock, in one place.</summary>
static class Schedule
{
    public static void AddSchedule(this WebApplicationBuilder builder, string connectionString)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(builder.Configuration["Tracker:TimeZone"] ?? "Asia/Shanghai");
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                // Beside our own tables, whatever the role's own schema is called.
                store.UsePostgres($"{connectionString};Search Path=tracker");
                store.ProvisionSchema();
                store.UseClustering();
                store.UseSystemTextJsonSerializer();
            });
            quartz.AddQuartzHealthChecks();

            // Every hour of the working day: a limit set this morning is told today, a missed run is made good by the next.
            quartz.ScheduleJob<SendRemindersJob>(at => at
                .WithIdentity("reminders")
                .WithCronSchedule("0 5 7-19 * * ?", cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                job => job.WithIdentity("reminders"));

            // Early, so that a notice that ended yesterday is a closing today.
            quartz.ScheduleJob<EndNoticesJob>(at => at
                .WithIdentity("notices")
                .WithCronSchedule("0 15 0-8 * * ?", cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                job => job.WithIdentity("notices"));

            // Near the day's end; a machine that is off at night makes it good when it starts.
            quartz.ScheduleJob<SealJob>(at => at
                .WithIdentity("seal")
                .WithCronSchedule("0 50 23 * * ?", cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                job => job.WithIdentity("seal"));
            // Apart from sealing: a mail server that is down holds nothing up, and is asked again.
            quartz.ScheduleJob<MailSealsJob>(at => at
                .WithIdentity("seal-mail")
                .WithCronSchedule("0 0/10 * * * ?", cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)),
                job => job.WithIdentity("seal-mail"));
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}

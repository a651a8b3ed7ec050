using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Tracker.Reminders;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Reminders;

/// <summary>The clock's own way: the job that the persistent store holds, run by the scheduler.</summary>
public sealed class ReminderJobTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_scheduled_job_delivers_what_is_due_and_run_again_nothing_more()
    {
        var commitment = await town.Underway("由定时任务提醒的事项", dueInDays: 0);
        await RunJob();
        (await Delivered(commitment)).ShouldBe(1, "due today, dispatched today: one message on the day");
        await RunJob();
        (await Delivered(commitment)).ShouldBe(1);
    }

    [Fact]
    public async Task The_schedule_outlives_the_process()
    {
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select t.trigger_name || ' ' || c.cron_expression || ' ' || c.time_zone_id from qrtz_triggers t join qrtz_cron_triggers c using (sched_name, trigger_name, trigger_group) order by 1";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var triggers = new List<string>();
        while (await reader.ReadAsync(Ct)) triggers.Add(reader.GetString(0));
        triggers.ShouldBe(["notices 0 15 0-8 * * ? Asia/Shanghai", "reminders 0 5 7-19 * * ? Asia/Shanghai", "seal 0 50 23 * * ? Asia/Shanghai", "seal-mail 0 0/10 * * * ? Asia/Shanghai"]);
    }

    async Task RunJob()
    {
        var scheduler = await town.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        await scheduler.TriggerJob(new JobKey("reminders"), cancellationToken: Ct);
        // The store drops the one-off trigger once its run is over.
        for (var wait = 0; await Pending() > 0; wait++)
        {
            wait.ShouldBeLessThan(600, "the scheduler did not run the job within a minute");
            await Task.Delay(100, Ct);
        }
    }

    async Task<long> Pending()
    {
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select (select count(*) from qrtz_triggers where trigger_name not in ('reminders', 'notices', 'seal', 'seal-mail')) + (select count(*) from qrtz_fired_triggers)
            """;
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    async Task<long> Delivered(Guid commitment)
    {
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        var (rows, _) = await InboxQuery.Page(connection, town.Officer.Id, 1, 500, Ct);
        return rows.LongCount(row => row.CommitmentId == commitment);
    }
}

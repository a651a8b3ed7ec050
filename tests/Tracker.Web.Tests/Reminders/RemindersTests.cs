using System.Data.Common;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reminders;
using Tracker.Reports;
using Tracker.Tests;

namespace Tracker.Web.Tests.Reminders;

/// <summary>Limits become reminders before, on and after the day, each delivered once, across restarts and by whoever runs.</summary>
public sealed class RemindersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    const string Zone = "Asia/Shanghai";
    static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    static readonly DateOnly Due = new(2025, 6, 30);

    readonly DocumentStore store = TrackerStore.For(database.ConnectionString, new FixedTime(Noon(Due.AddDays(-60))));
    readonly Guid commitment = Guid.CreateVersion7();
    readonly Guid officer = Guid.CreateVersion7();
    readonly Guid supervisor = Guid.CreateVersion7();
    readonly UnitRef unit = new(Guid.CreateVersion7(), "市交通局");
    By by = null!;

    public async ValueTask InitializeAsync()
    {
        await store.MigrateAsync(Ct);
        by = new(supervisor, "苏督办", null, null);
        await using var session = store.OpenSession();
        session.StartStream<Unit>(unit.Id, new UnitRegistered(unit.Name, unit.Name, null, 0));
        session.StartStream<Person>(officer, new PersonRegistered("严承办", unit.Id, null, null), new RolesGranted([Role.DepartmentOfficer]));
        session.StartStream<Person>(supervisor, new PersonRegistered("苏督办", null, null, null), new RolesGranted([Role.Supervisor]));
        session.StartStream<Commitment>(commitment,
            new CommitmentRegistered(Guid.CreateVersion7(), ItemKind.Problem, "青苇市人民政府", 2024, "题", "原文", "", 0, 2, null, [], [], null, by),
            new CommitmentAssigned(unit, [], null, null, Due, "标准", RectificationKind.Phased, by),
            new AssignmentAccepted(by));
        await session.SaveChangesAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await store.OpenConnectionAsync(Ct);
        await Execute(connection, "delete from reminders");
        await Execute(connection, "delete from ledger");
        await Execute(connection, "delete from people");
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Day_after_day_each_rule_speaks_once()
    {
        for (var day = Due.AddDays(-60); day <= Due.AddDays(16); day = day.AddDays(1))
        {
            await Run(day);
            await Run(day); // a restart, or a second node, the same morning
        }
        (await Delivered(officer)).ShouldBe([Due.AddDays(-30), Due.AddDays(-7), Due.AddDays(-1), Due, Due.AddDays(1), Due.AddDays(8), Due.AddDays(15)]);
        (await Delivered(supervisor)).ShouldBe([Due.AddDays(1), Due.AddDays(8), Due.AddDays(15)]);
    }

    [Fact]
    public async Task After_days_without_the_server_what_was_due_is_made_good_once()
    {
        await Run(Due.AddDays(-40));
        await Run(Due.AddDays(2));
        await Run(Due.AddDays(2));
        (await Delivered(officer)).ShouldBe([Due.AddDays(-30), Due.AddDays(-7), Due.AddDays(-1), Due, Due.AddDays(1)]);
    }

    [Fact]
    public async Task A_moved_limit_cancels_what_was_planned_for_the_old_one()
    {
        await Run(Due.AddDays(-20));
        await Append(new ExtensionGranted(Due, Due.AddDays(20), null, by));
        for (var day = Due.AddDays(-19); day <= Due.AddDays(5); day = day.AddDays(1)) await Run(day);
        // Nothing at -7, -1 and 0 of the old limit; 30 days before the new one was the tenth day before the old.
        (await Delivered(officer)).ShouldBe([Due.AddDays(-30), Due.AddDays(-10)]);
    }

    [Fact]
    public async Task What_is_closed_or_under_review_is_left_alone()
    {
        await Run(Due.AddDays(-40));
        await Append(new ClosingSubmitted("已完成", by));
        await Run(Due.AddDays(-7));
        (await Delivered(officer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_runs_at_the_same_moment_send_each_reminder_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Run(Due)));
        (await Delivered(officer)).ShouldBe([Due.AddDays(-30), Due.AddDays(-7), Due.AddDays(-1), Due]);
    }

    [Fact]
    public async Task The_inbox_counts_what_is_unread_until_it_is_read()
    {
        await Run(Due.AddDays(1));
        await using var connection = await store.OpenConnectionAsync(Ct);
        var (rows, total) = await InboxQuery.Page(connection, officer, 1, 50, Ct);
        total.ShouldBe(5);
        (await InboxQuery.Unread(connection, officer, Ct)).ShouldBe(5);
        await InboxQuery.MarkRead(connection, officer, [rows[0].Id], Noon(Due.AddDays(1)), Ct);
        (await InboxQuery.Unread(connection, officer, Ct)).ShouldBe(4);
        await InboxQuery.MarkRead(connection, supervisor, [.. rows.Select(row => row.Id)], Noon(Due.AddDays(1)), Ct);
        (await InboxQuery.Unread(connection, officer, Ct)).ShouldBe(4, "nobody reads another person's inbox");
    }

    async Task Run(DateOnly day)
    {
        await using var connection = await store.OpenConnectionAsync(Ct);
        await RemindersTable.Run(connection, day, Noon(day), Zone, Ct);
    }

    async Task Append(CommitmentEvent e)
    {
        await using var session = store.OpenSession();
        session.Append(commitment, e);
        await session.SaveChangesAsync(Ct);
    }

    async Task<List<DateOnly>> Delivered(Guid person)
    {
        await using var connection = await store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select moment from reminders where recipient = '{person}' and state = 'delivered' order by moment";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var moments = new List<DateOnly>();
        while (await reader.ReadAsync(Ct)) moments.Add(reader.GetFieldValue<DateOnly>(0));
        return moments;
    }

    static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero);

    sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

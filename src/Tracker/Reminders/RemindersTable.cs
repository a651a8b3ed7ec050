using System.Data.Common;

namespace Tracker.Reminders;

/// <summary>How one run of the reminder job went, in rows.</summary>
public sealed record ReminderRun(int Cancelled, int Planned, int Delivered);

/// <summary>催办提醒: limits become rows, rows become messages in the inbox, each once.</summary>
public static class RemindersTable
{
    /// <summary>How many days ahead reminders are planned, so that what will be sent can be seen.</summary>
    public const int HorizonDays = 30;

    /// <summary>One transaction: drops what no longer holds, plans what does, delivers what is due. Run twice it does nothing the second time.</summary>
    public static async Task<ReminderRun> Run(DbConnection connection, DateOnly today, DateTimeOffset now, string timeZone, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // A limit moved, a closing, another person: what was planned for the old state is not sent. What was delivered stays.
        var cancelled = await connection.Run(Sql.Cancel, ct);
        var planned = await connection.Run(Sql.Plan, ct, today.AddDays(HorizonDays), now, timeZone);
        var delivered = await connection.Run(Sql.Deliver, ct, today, now);
        await transaction.CommitAsync(ct);
        return new(cancelled, planned, delivered);
    }

    static class Sql
    {
        /// <summary>
        /// Who is told of which limit: the named person, else every officer of the lead unit; of a measure that is not done,
        /// its own person or unit; the supervisors in whose scope it lies where the rule says so.
        /// </summary>
        const string Recipients = """
            with recursive below as (
                select distinct scope_unit as top, scope_unit as id from posts where scope_unit is not null
                union select b.top, u.id from below b join units u on u.parent_id = b.id
            )
            select l.id as commitment_id, l.due_on, l.assigned_at, p.id as recipient, false as supervisor
            from ledger l join people p on p.left_on is null
                and (p.id = l.person_id or (l.person_id is null and exists (
                    select 1 from posts o where o.person_id = p.id and o.unit_id = l.lead_unit and 'DepartmentOfficer' = any (o.roles))))
            where l.status in ('Assigned', 'Underway', 'AwaitingCountersign', 'Returned') and l.due_on is not null
            union
            select l.id, m.due_on, l.assigned_at, p.id, false
            from measures m join ledger l on l.id = m.commitment_id join people p on p.left_on is null
                and (p.id = m.person_id or (m.person_id is null and exists (
                    select 1 from posts o where o.person_id = p.id and o.unit_id = m.unit_id and 'DepartmentOfficer' = any (o.roles))))
            where m.percent < 100 and l.status in ('Assigned', 'Underway', 'AwaitingCountersign', 'Returned')
            union
            select l.id, l.due_on, l.assigned_at, p.id, true
            from ledger l join posts o on 'Supervisor' = any (o.roles) and (o.scope_unit is null or exists (
                select 1 from below b where b.top = o.scope_unit and (b.id = l.lead_unit or b.id = any (l.with_units))))
            join people p on p.id = o.person_id and p.left_on is null
            where l.status in ('Assigned', 'Underway', 'AwaitingCountersign', 'Returned') and l.due_on is not null
            """;

        public const string Cancel = $"""
            delete from reminders m where state = 'planned' and not exists (
                select 1 from ({Recipients}) r where r.commitment_id = m.commitment_id and r.recipient = m.recipient and r.due_on = m.due_on)
            """;

        public const string Plan = $"""
            insert into reminders (id, rule, commitment_id, recipient, moment, due_on, state, planned_at)
            select gen_random_uuid(), u.id, r.commitment_id, r.recipient, s.moment, r.due_on, 'planned', $2
            from reminder_rules u
            join ({Recipients}) r on r.supervisor = u.to_supervisors or not r.supervisor
            cross join lateral (
                select r.due_on + u.offset_days + k * coalesce(u.every_days, 1) as moment
                from generate_series(0, case when u.every_days is null then 0
                    else greatest(0, ($1::date - r.due_on - u.offset_days) / u.every_days) end) k
            ) s
            where u.active and s.moment <= $1 and s.moment >= (r.assigned_at at time zone $3)::date
            on conflict (rule, commitment_id, recipient, moment) do nothing
            """;

        public const string Deliver = "update reminders set state = 'delivered', delivered_at = $2 where state = 'planned' and moment <= $1";
    }
}

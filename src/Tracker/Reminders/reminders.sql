-- Rules are data: offset_days before (negative), on (0) or after (positive) the limit; every_days repeats until the closing.
create table reminder_rules (
    id text primary key,
    offset_days int not null,
    every_days int,
    to_supervisors boolean not null default false,
    active boolean not null default true
);
insert into reminder_rules (id, offset_days, every_days, to_supervisors) values
    ('before-30', -30, null, false),
    ('before-7', -7, null, false),
    ('before-1', -1, null, false),
    ('on-the-day', 0, null, false),
    ('overdue', 1, null, true),
    ('overdue-weekly', 8, 7, true);

-- One row per rule, commitment, recipient and moment: the unique key is what keeps a reminder from being sent twice.
create table reminders (
    id uuid primary key,
    rule text not null,
    commitment_id uuid not null,
    recipient uuid not null,
    moment date not null,
    due_on date not null,
    state text not null,
    planned_at timestamptz not null,
    delivered_at timestamptz,
    read_at timestamptz,
    unique (rule, commitment_id, recipient, moment)
);
create index reminders_waiting on reminders (moment) where state = 'planned';
create index reminders_unread on reminders (recipient) where state = 'delivered' and read_at is null;
create index reminders_inbox on reminders (recipient, delivered_at desc) where state = 'delivered';
create index reminders_of_commitment on reminders (commitment_id);

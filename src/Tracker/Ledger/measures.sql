-- 整改措施: parts of a commitment with a unit, a person and a limit of their own.
create table measures (
    id uuid primary key,
    commitment_id uuid not null,
    position int not null,
    text text not null,
    unit_id uuid not null,
    unit_name text not null,
    person_id uuid,
    person_name text,
    due_on date not null,
    original_due_on date not null,
    percent int not null default 0
);
create index measures_of_commitment on measures (commitment_id, position);
create index measures_by_person on measures (person_id) where person_id is not null;
create index measures_by_unit on measures (unit_id, due_on) where percent < 100;

-- The nearest limit that something still has to be done by: lights and the order of the ledger go by it.
alter table ledger add column next_due_on date;
update ledger set next_due_on = due_on;
drop index ledger_by_due, ledger_by_lead, ledger_by_status;
create index ledger_by_due on ledger (next_due_on, id) where status not in ('Closed', 'CarriedOver');
create index ledger_by_lead on ledger (lead_unit, next_due_on);
create index ledger_by_status on ledger (status, next_due_on);

-- 公示: until when, and whether an objection waits for its answer.
alter table ledger add column notice_until date, add column objection boolean not null default false;
create index ledger_on_notice on ledger (notice_until) where status = 'OnNotice';

-- @姓名 in a comment. Read or not is a person's own state, which no event tells: rows, not a projection.
create table mentions (
    commitment_id uuid not null,
    version bigint not null,
    recipient uuid not null,
    by_name text not null,
    text text not null,
    said_at timestamptz not null,
    read_at timestamptz,
    primary key (commitment_id, version, recipient)
);
create index mentions_inbox on mentions (recipient, said_at desc);
create index mentions_unread on mentions (recipient) where read_at is null;

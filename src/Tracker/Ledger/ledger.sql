-- 整改台账: one row a commitment.
create table ledger (
    id uuid primary key,
    report_id uuid not null,
    organization text not null,
    year int not null,
    kind text not null,
    title text not null,
    original text not null,
    section text not null,
    position int not null,
    status text not null,
    lead_unit uuid,
    lead_name text,
    with_units uuid[] not null default '{}',
    with_names text[] not null default '{}',
    person_id uuid,
    person_name text,
    leader text,
    rectification text,
    standard text,
    due_on date,
    original_due_on date,
    extension_to date,
    percent int,
    progress text,
    progressed_at timestamptz,
    evidence int not null default 0,
    missing text,
    outcome text,
    closed_at timestamptz,
    closed_by text,
    assigned_at timestamptz,
    registered_at timestamptz not null,
    changed_at timestamptz not null
);
-- Each index serves a filter or the default order of the ledger page.
create index ledger_by_due on ledger (due_on, id) where status <> 'Closed';
create index ledger_by_lead on ledger (lead_unit, due_on);
create index ledger_by_with on ledger using gin (with_units);
create index ledger_by_year on ledger (year, organization, position);
create index ledger_by_status on ledger (status, due_on);
create index ledger_by_report on ledger (report_id, position);
create index ledger_by_person on ledger (person_id) where status <> 'Closed';
create index ledger_by_changed on ledger (changed_at desc);
